import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import policyFile from '../../assets/policy.example.json' with { type: 'json' };
import { API } from '../../src/contract/paths.ts';
import { startDnsServer } from '../../src/playground/world/dns-server.ts';
import type { DnsServer } from '../../src/playground/world/dns-server.ts';
import { startMailServer } from '../support/servers/mail-server.ts';
import type { MailServerForTests } from '../support/servers/mail-server.ts';
import { startPostgres, withClient } from '../support/servers/postgres.ts';
import type { RunningPostgres } from '../support/servers/postgres.ts';

const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'keep-'));
const DOMAINS = Array.from({ length: 30 }, (_unused, index) => `d${index}.example`);
const SILENT = 'silent.example';
/** Without STARTTLS: a definite answer, from a server that counts who asks. */
const PLAIN = { ehlo: '250 mx.example\r\n' };

interface Service {
  readonly child: ChildProcess;
  readonly port: number;
}
interface Line {
  readonly address: string;
  readonly transport: string;
  readonly reasons: readonly string[];
  readonly expiresAt: string;
}

let postgres: RunningPostgres;
let dns: DnsServer;
let mail: MailServerForTests;
let silent: MailServerForTests;
let running: Service[] = [];

beforeAll(async () => {
  writeFileSync(join(folder, policyFile.tunnelList.file), 'name,domain\nByen,byen.example\n');
  [postgres, mail, silent] = await Promise.all([
    startPostgres(),
    startMailServer(PLAIN),
    startMailServer({ banner: null }),
  ]);
  const zone = (domain: string) => ({
    [domain]: { MX: [{ preference: 10, exchange: `mx.${domain}` }] },
    [`mx.${domain}`]: { A: ['127.0.0.1'] },
  });
  const zones = Object.assign({}, ...[...DOMAINS, SILENT].map(zone));
  dns = await startDnsServer(zones, { ownTopLevel: 'example' });
}, 120_000);

afterEach(async () => {
  await Promise.all(running.map(stop));
  running = [];
});

afterAll(async () => {
  await Promise.all([postgres.stop(), mail.stop(), silent.stop(), dns.stop()]);
  rmSync(folder, { recursive: true });
});

describe('two services on one PostgreSQL', () => {
  test('look each domain up once, though both are asked at the same time', async () => {
    const url = await postgres.newDatabase();
    const [one, two] = await Promise.all([start({ DATABASE_URL: url }), start({ DATABASE_URL: url })]);
    const before = mail.connections();
    const [first, second] = await Promise.all([ask(one, DOMAINS), ask(two, DOMAINS)]);
    expect(mail.connections() - before).toBe(DOMAINS.length);
    expect(first.map(({ transport }) => transport)).toEqual(DOMAINS.map(() => 'none'));
    expect(second).toEqual(first);
  }, 120_000);

  test('know what the other has found, and how long that holds', async () => {
    const url = await postgres.newDatabase();
    const [one, two] = await Promise.all([start({ DATABASE_URL: url }), start({ DATABASE_URL: url })]);
    const first = await ask(one, DOMAINS);
    await untilKept(() => countInPostgres(url));
    const before = mail.connections();
    expect(await ask(two, DOMAINS)).toEqual(first);
    expect(mail.connections() - before).toBe(0);
  }, 120_000);

  test('do the work of one that died while it did it', async () => {
    const url = await postgres.newDatabase();
    const [one, two] = await Promise.all([start({ DATABASE_URL: url }), start({ DATABASE_URL: url })]);
    const before = silent.connections();
    const never = ask(one, [SILENT]).catch(() => 'died');
    while (silent.connections() === before) await new Promise((next) => setTimeout(next, 20));
    one.child.kill('SIGKILL');
    expect(await never).toBe('died');
    expect(await ask(two, [SILENT])).toMatchObject([
      { transport: 'unknown', reasons: expect.arrayContaining(['no-answer-in-time']) },
    ]);
    expect(silent.connections() - before).toBe(2);
  }, 120_000);

  test('with different policies do not take the other’s answers for theirs', async () => {
    const url = await postgres.newDatabase();
    const other = { tls: { personalData: 'confirm', minimumAssurance: 'encrypted-unauthenticated' } };
    const [one, two] = await Promise.all([start({ DATABASE_URL: url }), start({ DATABASE_URL: url }, other)]);
    const before = mail.connections();
    await ask(one, ['d0.example']);
    await ask(two, ['d0.example']);
    expect(mail.connections() - before).toBe(2);
  }, 120_000);

  test('look up for themselves what somebody has changed in the database', async () => {
    const url = await postgres.newDatabase();
    const [one, two] = await Promise.all([start({ DATABASE_URL: url }), start({ DATABASE_URL: url })]);
    const first = await ask(one, DOMAINS);
    await untilKept(() => countInPostgres(url));
    const forged = Buffer.from(
      `\u0001{"answer":{"kind":"match","transport":"tls","assurance":"verified-now","reasons":[],"evidence":[]},` +
        `"checkedAt":${Date.now()},"expiresAt":4102444800000}`,
    );
    const random = Buffer.from('\u0001{"answer":');
    await withClient(url, async (client) => {
      await client.query("UPDATE kept SET value = $1 WHERE key < 'V'", [forged]);
      await client.query("UPDATE kept SET value = $1 WHERE key >= 'V'", [random]);
    });
    const before = mail.connections();
    const second = await ask(two, DOMAINS);
    expect(mail.connections() - before).toBe(DOMAINS.length);
    expect(second.map(({ transport }) => transport)).toEqual(first.map(({ transport }) => transport));
  }, 120_000);

  test('answer without the database when it is gone, and say so', async () => {
    const own = await startPostgres();
    const one = await start({ DATABASE_URL: await own.newDatabase() });
    await own.stop();
    const answers = await ask(one, DOMAINS.slice(0, 5));
    expect(answers.map(({ transport }) => transport)).toEqual(Array(5).fill('none'));
    const health = await fetch(`http://127.0.0.1:${one.port}${API.ready}`);
    expect(health.status).toBe(503);
    expect(JSON.parse(await health.text())).toMatchObject({
      status: 'unable',
      checks: expect.arrayContaining([
        expect.objectContaining({
          name: 'kept answers',
          answers: false,
          facts: { failures: expect.any(Number) },
        }),
        expect.objectContaining({ name: 'database', answers: false }),
      ]),
    });
  }, 120_000);
});

describe('a database that takes what it is asked and never answers', () => {
  test('delays no look-up, its policies included, until the deadline', async () => {
    const url = new URL(await postgres.newDatabase());
    const way = await startSilenceable(Number(url.port));
    url.port = String(way.port);
    try {
      const one = await start({
        DATABASE_URL: url.href,
        SECURE_SEND_DEADLINE_MS: '4000',
        PATIENCE_MS: '500',
      });
      expect(await ask(one, ['d0.example'])).toMatchObject([{ transport: 'none' }]);
      way.silence();
      for (const domain of DOMAINS.slice(1, 4)) {
        expect(await ask(one, [domain])).toMatchObject([{ transport: 'none' }]);
      }
    } finally {
      way.stop();
    }
  }, 120_000);
});

describe('one service on its SQLite file', () => {
  test('knows after a restart what it has found before', async () => {
    const path = join(folder, 'restart.sqlite');
    const file = { SECURE_SEND_DATABASE: path };
    const one = await start(file);
    const first = await ask(one, DOMAINS);
    await untilKept(() => countInFile(path));
    await stop(one);
    const before = mail.connections();
    expect(await ask(await start(file), DOMAINS)).toEqual(first);
    expect(mail.connections() - before).toBe(0);
  }, 120_000);
});

async function start(env: Readonly<Record<string, string>>, change: object = {}): Promise<Service> {
  const policy = join(folder, `policy-${running.length}-${Object.keys(change).join('')}.json`);
  writeFileSync(policy, JSON.stringify({ ...policyFile, certificateDirectories: [], ...change }));
  const ports = [...DOMAINS.map((domain) => `mx.${domain}:${mail.port}`), `mx.${SILENT}:${silent.port}`];
  const child = fork(join(ROOT, 'test/support/service-process.ts'), {
    execPath: join(ROOT, 'node_modules/.bin/node'),
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      SECURE_SEND_POLICY: policy,
      SECURE_SEND_DATA: folder,
      SECURE_SEND_DNS: `127.0.0.1:${dns.port}`,
      SECURE_SEND_SMTP_PORTS: ports.join(','),
      SECURE_SEND_ALLOW_PRIVATE: 'true',
      SECURE_SEND_PROBE_TIMEOUT_MS: '5000',
      SECURE_SEND_DEADLINE_MS: '60000',
      SECURE_SEND_LOG: 'error',
      ...env,
    },
  });
  const [message]: { port: number }[] = await once(child, 'message');
  const service = { child, port: message?.port ?? 0 };
  running.push(service);
  return service;
}

/** A way to the port that can be made to lead nowhere: connections stay, and new ones are taken, but nothing comes back. */
async function startSilenceable(target: number) {
  let isSilent = false;
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const further = connect(target, '127.0.0.1');
    sockets.push(socket, further);
    socket.on('error', () => undefined).on('data', (bytes) => isSilent || further.write(bytes));
    further.on('error', () => undefined).on('data', (bytes) => isSilent || socket.write(bytes));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    silence: () => void (isSilent = true),
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function stop({ child }: Service): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
}

async function ask({ port }: Service, domains: readonly string[]): Promise<readonly Line[]> {
  const reply = await fetch(`http://127.0.0.1:${port}${API.classifications}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ recipients: domains.map((domain) => ({ address: `anna@${domain}` })) }),
  });
  const { classifications }: { classifications: readonly Line[] } = JSON.parse(await reply.text());
  return classifications.map(({ address, transport, reasons, expiresAt }) => ({
    address,
    transport,
    reasons,
    expiresAt,
  }));
}

/** An answer is given before it is written: a moment later it is known to all. */
async function untilKept(count: () => Promise<number>): Promise<void> {
  while ((await count()) < DOMAINS.length) await new Promise((next) => setTimeout(next, 50));
}

async function countInPostgres(url: string): Promise<number> {
  const { rows } = await withClient(url, (client) => client.query('SELECT key FROM kept'));
  return rows.length;
}

async function countInFile(path: string): Promise<number> {
  const file = new DatabaseSync(path, { readOnly: true });
  const rows = file.prepare('SELECT key FROM kept').all();
  file.close();
  return rows.length;
}
