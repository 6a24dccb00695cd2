import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API, NDJSON } from '../../../src/contract/paths.ts';
import { readClassification } from '../../../src/contract/read-classification.ts';
import { startPlayground } from '../../../src/playground/start.ts';
import type { Playground } from '../../../src/playground/start.ts';
import { SAMPLE_ADDRESSES } from '../../../src/playground/world/addresses.ts';
import { httpsAsk } from './https-get.ts';

jest.setTimeout(60_000);

const isUnix = process.platform !== 'win32';
const portOf = (url: string): number => Number(new URL(url).port);

/** Whether somebody takes connections there. */
function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function isClosedSoon(port: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (!(await isOpen(port))) return true;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  return false;
}

/** The service's log may come a moment after its message that it is ready. */
async function servicePortIn(logFile: string): Promise<number> {
  for (;;) {
    const found = /"port":(\d+)/.exec(await readFile(logFile, 'utf8'))?.[1];
    if (found !== undefined) return Number(found);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

describe('in this process', () => {
  let folder: string;
  let playground: Playground;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'start-'));
    playground = await startPlayground({
      ports: { page: 0, addin: 0 },
      folder,
      isQuiet: true,
      build: 'never',
    });
  });
  afterAll(async () => {
    await playground.stop();
    await rm(folder, { recursive: true });
  });

  test('the product’s service says of every sample address what the list promises', async () => {
    const ca = await readFile(playground.authorityFile, 'utf8');
    const recipients = SAMPLE_ADDRESSES.map(({ address, type }) => ({
      address,
      isDistributionList: type === 'distributionList',
    }));
    const { status, text } = await httpsAsk({
      port: portOf(playground.addinOrigin),
      path: API.classifications,
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: NDJSON },
      body: JSON.stringify({ recipients }),
      ca,
    });
    expect(status).toBe(200);
    const answers = text
      .trim()
      .split('\n')
      .map((line) => readClassification(JSON.parse(line)));
    for (const { address, transport, isConsumer, reason } of SAMPLE_ADDRESSES) {
      const answer = answers.find((each) => each?.address === address);
      expect(answer).toMatchObject({
        address,
        transport,
        consumer: isConsumer,
        reasons: expect.arrayContaining([reason]),
      });
    }
  });

  test('the manifest names the port where the add-in is', async () => {
    const { text } = await httpsAsk({ port: portOf(playground.url), path: '/manifest.xml' });
    expect(text).toContain(`${playground.addinOrigin}/taskpane.html`);
    expect(text).not.toContain('localhost:3443');
  });

  test('office.js comes from the npm package, on both origins', async () => {
    for (const url of [playground.addinOrigin, playground.url]) {
      const { status, text } = await httpsAsk({ port: portOf(url), path: '/office-js/office.js' });
      expect([status, text.includes('Office')]).toEqual([200, true]);
    }
  });

  test('a fault set on the page strikes the API on the other origin', async () => {
    const ask = () => httpsAsk({ port: portOf(playground.addinOrigin), path: API.policy });
    const set = (body: string) =>
      httpsAsk({
        port: portOf(playground.url),
        path: '/playground/faults',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    expect((await ask()).status).toBe(200);
    await set('{"kind":"error","status":503}');
    expect((await ask()).status).toBe(503);
    await set('{"kind":"off"}');
    expect((await ask()).status).toBe(200);
  });
});

test('stopping frees every port, so that the same ones serve the next start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'start-'));
  const first = await startPlayground({
    ports: { page: 0, addin: 0 },
    folder,
    isQuiet: true,
    build: 'never',
  });
  const ports = { page: portOf(first.url), addin: portOf(first.addinOrigin) };
  const servicePort = await servicePortIn(first.logFile);
  await first.stop();
  expect(await Promise.all([ports.page, ports.addin, servicePort].map(isOpen))).toEqual([
    false,
    false,
    false,
  ]);
  const second = await startPlayground({ ports, folder, isQuiet: true, build: 'never' });
  expect([second.url, second.addinOrigin]).toEqual([first.url, first.addinOrigin]);
  await second.stop();
  await rm(folder, { recursive: true });
});

test('a service that cannot start is shown with the end of its log, and nothing stays behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'start-'));
  const serviceEntry = join(folder, 'broken.mjs');
  await writeFile(serviceEntry, `console.error('the policy file has a mistake in line 7'); process.exit(1);`);
  const start = startPlayground({
    ports: { page: 0, addin: 0 },
    folder,
    isQuiet: true,
    build: 'never',
    serviceEntry,
  });
  await expect(start).rejects.toThrow('the policy file has a mistake in line 7');
  await rm(folder, { recursive: true });
});

describe('from the terminal', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'start-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  interface Run {
    readonly child: ChildProcess;
    readonly output: () => string;
    readonly exit: Promise<number | null>;
  }

  function run(env: Readonly<Record<string, string>> = {}): Run {
    const child = spawn(process.execPath, [join(__dirname, 'run-playground.ts'), folder], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let output = '';
    child.stdout?.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (output += text.toString()));
    const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { child, output: () => output, exit };
  }

  async function ready({ output, exit }: Run): Promise<{ page: number; service: number }> {
    let hasEnded = false;
    void exit.then(() => (hasEnded = true));
    while (!/^Ready/m.test(output())) {
      if (hasEnded) throw new Error(`It ended:\n${output()}`);
      await new Promise((wait) => setTimeout(wait, 50));
    }
    const page = Number(/^ {4}https:\/\/localhost:(\d+)$/m.exec(output())?.[1]);
    return { page, service: await servicePortIn(join(folder, 'service.log')) };
  }

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends it in order: ports are free, the service is gone',
    async (signal) => {
      const started = run();
      const { page, service } = await ready(started);
      expect(await Promise.all([page, service].map(isOpen))).toEqual([true, true]);
      // What to do about the certificate has been told.
      expect(started.output()).toContain(join(folder, 'tls', 'ca.crt'));
      // And what is worth a first look.
      for (const scene of ['gmail-with-cpr', 'certificate-with-cpr', 'internal'])
        expect(started.output()).toContain(`https://localhost:${page}/?scene=${scene}`);
      started.child.kill(signal);
      expect(await started.exit).toBe(isUnix ? 0 : null);
      expect(await Promise.all([page, service].map(isOpen))).toEqual([false, false]);
    },
  );

  test('after kill -9 no service is left behind, and the same ports serve the next start', async () => {
    const first = run();
    const { page, service } = await ready(first);
    first.child.kill('SIGKILL');
    await first.exit;
    expect(await isClosedSoon(service)).toBe(true);
    const second = run({ PLAYGROUND_PORT: String(page) });
    expect((await ready(second)).page).toBe(page);
  });

  test('a busy port is named, with what to do', async () => {
    const busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const bound = busy.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    const started = run({ ADDIN_PORT: String(port) });
    expect(await started.exit).toBe(1);
    busy.close();
    expect(started.output()).toContain(`Port ${port} is in use`);
    expect(started.output()).toContain(`ADDIN_PORT=${port + 1} npm start`);
    expect(started.output()).not.toMatch(/^ +at /m);
  });

  test('a port that is none is named', async () => {
    const started = run({ PLAYGROUND_PORT: '70000' });
    expect(await started.exit).toBe(1);
    expect(started.output()).toContain('PLAYGROUND_PORT is “70000”');
  });
});
