import { fork } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API, NDJSON } from '../../src/contract/paths.ts';
import { startDnsServer } from '../../src/playground/world/dns-server.ts';
import { makeAuthority, makeCertificate } from '../support/certificates.ts';
import { startMailServer } from '../support/servers/mail-server.ts';
import { judge, median } from './figure.ts';
import type { Figure } from './figure.ts';

const RECIPIENTS = 100;
const DEADLINE_MS = 3000;
const ROUNDS = 3;
const TARPIT = 'tarpit';
const WARMING = Array.from({ length: 20 }, (_item, index) => `w${index}`);
const ROOT = join(import.meta.dirname, '../..');

/** 100 recipients nobody has asked about, of 100 domains with servers of their own; one of the servers never greets. */
export async function benchCold(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'secure-send-cold-'));
  const world = await startWorld(folder);
  try {
    const runs: Run[] = [];
    for (let round = 0; round < ROUNDS; round++)
      runs.push(await measure({ folder, settings: world.settings }));
    const middle = (read: (run: Run) => number) => median(runs.map(read));
    const name = `${RECIPIENTS} cold recipients, one server a tarpit`;
    return [
      judge(
        {
          name: `${name}: last answer, beside the deadline`,
          unit: 'ms',
          ours: middle((run) => run.last),
          floor: DEADLINE_MS,
        },
        { on: 'ours', atMost: DEADLINE_MS + 100 },
      ),
      judge(
        {
          name: `${name}: the other 99, beside 99 without it`,
          unit: 'ms',
          ours: middle((run) => run.others),
          floor: middle((run) => run.alone),
        },
        { on: 'ratio', atMost: 1.5 },
      ),
    ];
  } finally {
    await world.stop();
    await rm(folder, { recursive: true });
  }
}

interface ColdWorld {
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
}

interface Run {
  /** Milliseconds until the last answer, until the last of the others, and until as many came without the tarpit. */
  readonly last: number;
  readonly others: number;
  readonly alone: number;
}

/** Each with a service of its own, which knows nothing yet: once with the tarpit, once without. */
async function measure(world: ColdWorld): Promise<Run> {
  const domains = Array.from({ length: RECIPIENTS - 1 }, (_item, index) => `d${index}`);
  const withTarpit = await coldTimesOf([TARPIT, ...domains], world);
  const alone = await coldTimesOf(domains, world);
  return {
    last: Math.max(...withTarpit.values()),
    others: Math.max(...[...withTarpit].filter(([domain]) => domain !== TARPIT).map(([, ms]) => ms)),
    alone: Math.max(...alone.values()),
  };
}

/** With a database of its own: what another service has kept would be known already. */
async function coldTimesOf(domains: readonly string[], { folder, settings }: ColdWorld) {
  const child = fork(join(ROOT, 'test/support/service-process.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...settings, SECURE_SEND_DATABASE: join(folder, `${randomUUID()}.sqlite`) },
  });
  const [message]: { port?: number }[] = await once(child, 'message');
  const origin = `http://127.0.0.1:${message?.port ?? 0}`;
  // The service has run for a while; only the recipients are new to it.
  for (const domain of WARMING) await timesOf(origin, [domain]);
  const times = await timesOf(origin, domains);
  child.disconnect();
  await once(child, 'exit');
  return times;
}

/** Milliseconds until each domain's line came. */
async function timesOf(origin: string, domains: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const body = JSON.stringify({
    recipients: domains.map((domain) => ({ address: `anna@${domain}.example` })),
  });
  const headers = { 'content-type': 'application/json', accept: NDJSON };
  const start = performance.now();
  const reply = await fetch(`${origin}${API.classifications}`, { method: 'POST', headers, body });
  const times = new Map<string, number>();
  let rest = '';
  for await (const chunk of reply.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) times.set(domainOf(line), performance.now() - start);
  }
  if (times.size !== domains.length)
    throw new Error(`The bench got ${times.size} answers of ${domains.length}.`);
  return times;
}

function domainOf(line: string): string {
  const [, domain = '', transport = ''] =
    /"address":"anna@(\w+)\.example","transport":"(\w+)"/.exec(line) ?? [];
  const expected = domain === TARPIT ? 'unknown' : 'tls';
  if (transport !== expected) throw new Error(`The bench got ${transport} for ${domain}, not ${expected}.`);
  return domain;
}

async function startWorld(folder: string) {
  const root = await makeAuthority('CN=Bench Root');
  const { pem, keyPem } = await makeCertificate({
    issuer: root,
    dns: '*.mx.example',
    extended: 'serverAuth',
  });
  const [good, tarpit] = await Promise.all([
    startMailServer({ tls: { cert: pem, key: keyPem } }),
    startMailServer({ banner: null }),
  ]);
  const names = [TARPIT, ...WARMING, ...Array.from({ length: RECIPIENTS }, (_item, index) => `d${index}`)];
  const zones = names.map((name) => ({
    [`${name}.example`]: { MX: [{ preference: 10, exchange: `${name}.mx.example` }] },
    [`${name}.mx.example`]: { A: ['127.0.0.1'] },
  }));
  const dns = await startDnsServer(Object.assign({}, ...zones), { ownTopLevel: 'example' });
  const policy: Record<string, unknown> = JSON.parse(
    await readFile(join(ROOT, 'assets/policy.example.json'), 'utf8'),
  );
  await writeFile(join(folder, 'policy.json'), JSON.stringify({ ...policy, certificateDirectories: [] }));
  await writeFile(join(folder, 'tunnel-organisations.csv'), 'domain,name\nbyen.example,Byen\n');
  await writeFile(join(folder, 'root.pem'), root.pem);
  const portOf = (name: string) => (name === TARPIT ? tarpit.port : good.port);
  return {
    settings: {
      SECURE_SEND_POLICY: join(folder, 'policy.json'),
      SECURE_SEND_DNS: `127.0.0.1:${dns.port}`,
      SECURE_SEND_SMTP_PORTS: names.map((name) => `${name}.mx.example:${portOf(name)}`).join(','),
      SECURE_SEND_EXTRA_ANCHORS: join(folder, 'root.pem'),
      SECURE_SEND_ALLOW_PRIVATE: 'true',
      SECURE_SEND_DEADLINE_MS: String(DEADLINE_MS),
      SECURE_SEND_LOG: 'silent',
    },
    stop: () => Promise.all([good.stop(), tarpit.stop(), dns.stop()]),
  };
}
