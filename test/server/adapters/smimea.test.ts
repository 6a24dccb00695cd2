/** @needs ldns-signzone, which signs the zone that is asked. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSmimeaDirectory, smimeaName } from '../../../src/server/adapters/smimea.ts';
import type { SmimeaOptions, SmimeaRecords } from '../../../src/server/adapters/smimea.ts';
import { makeCertificate } from '../../support/certificates.ts';
import { askRecords } from '../../support/servers/ask-records.ts';
import { startNsd } from '../../support/servers/nsd.ts';
import { serverProgram } from '../../support/servers/server-program.ts';
import { startUnbound } from '../../support/servers/unbound.ts';

const ZONE = 'signed.example';
const ANNA = { local: 'Anna', domain: ZONE };
const DER = Buffer.from('a certificate');
const none = { certificates: [], isComplete: true };

describe('the name under which a domain publishes the certificate of an address', () => {
  test('is that of the standard’s example', () => {
    expect(smimeaName({ local: 'hugh', domain: 'example.com' })).toBe(
      'c93f1e400f26708f98cb19d936620da35eec8f72e57f9eec01c1afd6._smimecert.example.com',
    );
  });

  test('tells apart how the address is written, and takes any letters', () => {
    const name = (local: string) => smimeaName({ local, domain: 'x.example' });
    expect(name('Anna')).not.toBe(name('anna'));
    expect(name('blåbær')).toMatch(/^[0-9a-f]{56}\._smimecert\.x\.example$/);
  });
});

describe('what a domain publishes in DNS', () => {
  test('is found, and is vouched for where the domain gives its own word', async () => {
    const own = Buffer.from('of the domain');
    const answer = await ask({
      kind: 'found',
      isAuthenticated: true,
      records: [record(1, DER), record(3, own)],
    });
    expect(answer).toEqual({ certificates: [DER, own], vouched: [own], isComplete: true });
  });

  test.each([
    ['DNSSEC does not prove it', { records: [record(3, DER)], isAuthenticated: false }],
    ['nobody says whether DNSSEC proves it', { records: [record(3, DER)] }],
  ])('counts for nothing when %s', async (_why, change) => {
    expect(await ask({ kind: 'found', ...change })).toEqual(none);
  });

  test.each([
    ['a hash of the certificate', Buffer.concat([Buffer.from([3, 0, 1]), Buffer.alloc(32)])],
    ['a key alone', Buffer.concat([Buffer.from([3, 1, 0]), DER])],
    ['a usage that is not defined', record(4, DER)],
    ['no certificate behind its head', Buffer.from([3, 0, 0])],
    ['half a head', Buffer.from([3, 0])],
    ['nothing', Buffer.alloc(0)],
  ])('is passed over when it holds %s', async (_what, data) => {
    const answer = await ask({ kind: 'found', isAuthenticated: true, records: [data] });
    expect(answer).toEqual({ ...none, vouched: [] });
  });

  test('is not complete when a part got no answer, or there is more than is looked at', async () => {
    const partial = {
      kind: 'found',
      isAuthenticated: true,
      records: [record(3, DER)],
      isPartial: true,
    } as const;
    expect(await ask(partial)).toMatchObject({ isComplete: false });
    const many = { kind: 'found', isAuthenticated: true, records: Array(51).fill(record(1, DER)) } as const;
    const answer = await ask(many);
    expect([answer.certificates.length, answer.isComplete]).toEqual([50, false]);
  });

  test.each(['no-domain', 'no-records'] as const)('is nothing when DNS says %s', async (kind) => {
    expect(await ask({ kind })).toEqual(none);
  });

  test.each(['failed', 'bogus'] as const)('could not be asked when the answer is %s', async (kind) => {
    await expect(ask({ kind })).rejects.toMatchObject({ code: 'directory.unreachable' });
  });

  test('is checked by whether the resolver is there', async () => {
    await expect(open({}).check()).resolves.toBeUndefined();
    await expect(open({ isAnswering: async () => false }).check()).rejects.toThrow('cannot be asked');
  });
});

describe('a signed zone on a real nsd behind a real unbound', () => {
  const stops: (() => Promise<void>)[] = [];
  let der: Buffer;
  let port: number;

  beforeAll(async () => {
    der = (await makeCertificate({ email: `Anna@${ZONE}` })).der;
    const name = (local: string) => `${smimeaName({ local, domain: ZONE })}.`;
    const { records, anchor } = signZone([
      `${name('Anna')} IN TYPE53 ${unknown(record(3, der))}`,
      `${name('Anna')} IN TYPE53 ${unknown(record(1, DER))}`,
      `${name('forged')} IN TYPE53 ${unknown(record(3, DER))}`,
    ]);
    const forged = DER.toString('hex');
    const nsd = await startNsd(
      ZONE,
      records.map((line) =>
        line.startsWith(name('forged')) ? line.replace(forged, forged.replace('61', '62')) : line,
      ),
    );
    stops.push(nsd.stop);
    const plain = await startNsd('plain.example', [
      `${smimeaName({ local: 'Anna', domain: 'plain.example' })}. IN TYPE53 ${unknown(record(3, DER))}`,
    ]);
    stops.push(plain.stop);
    const zones = { [ZONE]: nsd.port, 'plain.example': plain.port, '.': nsd.port };
    const unbound = await startUnbound({ zones, anchors: [anchor] });
    stops.push(unbound.stop);
    port = unbound.port;
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  test('gives the certificates, and says which the domain itself vouches for', async () => {
    const { certificates, vouched, isComplete } = await find('Anna');
    expect([...certificates].sort(Buffer.compare)).toEqual([DER, der].sort(Buffer.compare));
    expect([vouched, isComplete]).toEqual([[der], true]);
  });

  test.each(['anna', 'nobody'])('has nothing for %s', async (local) => {
    expect(await find(local)).toEqual(none);
  });

  test('is not believed where somebody changed it on the way', async () => {
    await expect(find('forged')).rejects.toMatchObject({ code: 'directory.unreachable' });
  });

  test('of a domain that does not sign counts for nothing', async () => {
    expect(await find('Anna', 'plain.example')).toEqual(none);
  });

  function find(local: string, domain = ZONE) {
    return open({ records: (name, type) => askRecords(port, name, type) }).find({ local, domain });
  }
});

function open(change: Partial<SmimeaOptions>) {
  const isAnswering = async () => true;
  const records = async () => ({ kind: 'failed' }) as const;
  return createSmimeaDirectory({
    name: 'dns',
    priority: 50,
    timeoutMs: 20_000,
    records,
    isAnswering,
    ...change,
  });
}

function ask(answer: SmimeaRecords) {
  return open({ records: async () => answer }).find(ANNA);
}

function record(usage: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([usage, 0, 0]), data]);
}

/** Data of a type that zone files have no words for (RFC 3597 §5). */
function unknown(data: Buffer): string {
  return `\\# ${data.length} ${data.toString('hex')}`;
}

/** The zone's lines with their signatures, and the key that they are to be believed by. */
function signZone(lines: readonly string[]): { records: readonly string[]; anchor: string } {
  const folder = mkdtempSync(join(tmpdir(), 'smimea-zone-'));
  try {
    const options = { cwd: folder, encoding: 'utf8', stdio: 'pipe' } as const;
    const keygen = ['-r', '/dev/urandom', '-a', 'ECDSAP256SHA256', '-k', `${ZONE}.`];
    const key = execFileSync(serverProgram('ldns-keygen'), keygen, options).trim();
    const head = [
      `$ORIGIN ${ZONE}.`,
      '$TTL 60',
      `@ IN SOA ns.${ZONE}. keeper.${ZONE}. 1 3600 900 86400 60`,
      `@ IN NS ns.${ZONE}.`,
      'ns IN A 127.0.0.1',
    ];
    writeFileSync(join(folder, 'plain'), [...head, ...lines, ''].join('\n'));
    const signing = ['-n', '-e', '20361231', '-f', 'signed', 'plain', key];
    execFileSync(serverProgram('ldns-signzone'), signing, options);
    const signed = readFileSync(join(folder, 'signed'), 'utf8').split('\n');
    return {
      // nsd is given these first lines already.
      records: signed.filter((line) => !/\sIN\s+(?:SOA|NS|A)\s/.test(line)),
      anchor: readFileSync(join(folder, `${key}.ds`), 'utf8').trim(),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
