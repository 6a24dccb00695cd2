import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_ADDRESSES } from '../../src/playground/world/addresses.ts';
import { startWorld } from '../../src/playground/world/world.ts';
import type { World } from '../../src/playground/world/world.ts';
import { API, NDJSON } from '../../src/contract/paths.ts';
import { freePort } from '../support/servers/server-program.ts';

const ROOT = join(__dirname, '../..');
const ENTRY = join(ROOT, 'src/server/start.ts');
const NODE = join(ROOT, 'node_modules/.bin/node');
const folder = mkdtempSync(join(tmpdir(), 'service-'));

afterAll(() => rmSync(folder, { recursive: true }));

describe('the service as a process', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ folder });
  }, 60_000);
  afterAll(() => world.stop());

  test('tells its parent the port, answers real look-ups, and stops when the parent leaves', async () => {
    const { child, port } = await start({ ...world.settings, SECURE_SEND_PROBE_TIMEOUT_MS: '1500' });
    const samples = SAMPLE_ADDRESSES.filter(({ address }) => address !== '');
    const recipients = samples.map(({ address, type }) => ({
      address,
      isDistributionList: type === 'distributionList',
    }));
    const lines = await readLines(port, { recipients });
    const answers = new Map(lines.map((line) => [line.address, line]));
    for (const { address, transport, isConsumer, reason } of samples) {
      expect(answers.get(address)).toMatchObject({
        transport,
        consumer: isConsumer,
        reasons: expect.arrayContaining([reason]),
      });
    }
    const tarpit = samples.findIndex(({ id }) => id === 'tarpit');
    const verified = lines.findIndex(({ transport }) => transport === 'tls');
    expect(verified).toBeLessThan(lines.findIndex(({ address }) => address === samples[tarpit]?.address));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    expect(await gone).toBe(0);
  }, 60_000);

  test('stops on a signal', async () => {
    const { child } = await start(world.settings);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await gone).toBe(0);
  }, 30_000);

  test('does not start with a wrong setting, and names it', async () => {
    const said = await failure({ SECURE_SEND_PORT: 'eighty', SECURE_SEND_ALLOW_PRIVATE: 'maybe' });
    expect(said).toContain('SECURE_SEND_PORT is "eighty". Set it to a whole number from 0 to 65535.');
    expect(said).toContain('SECURE_SEND_ALLOW_PRIVATE is "maybe". Set it to true or false.');
  }, 30_000);
});

async function start(settings: Readonly<Record<string, string>>) {
  const env = {
    ...process.env,
    ...settings,
    SECURE_SEND_POLICY: join(ROOT, 'assets/policy.example.json'),
    SECURE_SEND_PORT: '0',
    SECURE_SEND_DATABASE: join(folder, `${await freePort()}.sqlite`),
    SECURE_SEND_LOG: 'error',
  };
  const child = fork(ENTRY, {
    execPath: NODE,
    execArgv: [],
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { kind: string; port: number }) => resolve(message.port));
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
  });
  return { child, port };
}

function failure(settings: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(NODE, [ENTRY], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 1 ? said : `code ${code}`)));
}

async function readLines(port: number, body: object) {
  const reply = await fetch(`http://127.0.0.1:${port}${API.classifications}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: NDJSON },
    body: JSON.stringify(body),
  });
  expect(reply.headers.get('content-type')).toBe(NDJSON);
  const text = await reply.text();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { address: string; transport: string });
}
