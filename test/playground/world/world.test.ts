import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailHost } from '../../../src/playground/world/mail-hosts.ts';
import { startWorld } from '../../../src/playground/world/world.ts';
import type { World } from '../../../src/playground/world/world.ts';
import { certificateIn } from './certificate-in.ts';
import { extensions, greeting, starttls } from './starttls.ts';

let folder: string;
let world: World;
let mailAnchors: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'world-'));
  world = await startWorld({ folder });
  mailAnchors = await readFile(join(folder, 'mail-ca.pem'), 'utf8');
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

const portOf = (host: MailHost): number => world.mailPorts[host] ?? 0;
const handshake = (host: MailHost, more = {}) =>
  starttls(portOf(host), { servername: host, ca: [mailAnchors], minVersion: 'TLSv1.2', ...more });

describe('mail servers', () => {
  test('a good one encrypts with TLS 1.3 and a certificate of the sample mail CA', async () => {
    const seen = await handshake('mx.advokat-nordhavn.example');
    expect(seen).toEqual({ protocol: 'TLSv1.3', isTrusted: true, problem: undefined });
  });

  test('a good one still speaks TLS 1.2', async () => {
    const seen = await handshake('mx.gmail.example', { maxVersion: 'TLSv1.2' });
    expect(seen).toEqual({ protocol: 'TLSv1.2', isTrusted: true, problem: undefined });
  });

  test('nobody trusts them without the sample mail CA', async () => {
    const seen = await handshake('mx.gmail.example', { ca: undefined });
    expect(seen.isTrusted).toBe(false);
  });

  test.each([
    ['mx.udloebet-handel.example', 'CERT_HAS_EXPIRED'],
    ['mx.andet-navn.example', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['mx.selvsigneret-design.example', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ] as const)('the certificate of %s is refused: %s', async (host, problem) => {
    expect(await handshake(host)).toMatchObject({
      isTrusted: false,
      problem: expect.stringContaining(problem),
    });
  });

  test('one is too old for TLS 1.2, and speaks TLS 1.0 with whoever still does', async () => {
    await expect(handshake('mx.gammel-teknik.example')).rejects.toThrow(
      /protocol version|unsupported protocol/i,
    );
    const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' };
    expect(await handshake('mx.gammel-teknik.example', old)).toMatchObject({ protocol: 'TLSv1' });
  });

  test('one does not offer encryption', async () => {
    expect(await extensions(portOf('mx.gmail.example'))).toMatch(/STARTTLS/);
    expect(await extensions(portOf('mx.gammelmail.example'))).not.toMatch(/STARTTLS/);
  });

  test('one refuses and one is busy in their greeting', async () => {
    expect(await greeting(portOf('mx.afvisende-post.example'))).toMatch(/^554 /);
    expect(await greeting(portOf('mx.optaget-post.example'))).toMatch(/^421 /);
  });

  test('one takes the connection and never says a word', async () => {
    expect(await greeting(portOf('mx.langsom-post.example'), 400)).toBeUndefined();
  });

  test('at one address nobody listens', async () => {
    await expect(greeting(portOf('mx.lukket-port.example'))).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('certificates of people', () => {
  const anchor = async (): Promise<X509Certificate> =>
    new X509Certificate(await readFile(join(folder, 'certificates-ca.pem')));

  test('the sound one chains to the trust anchor, is for mail, and is valid now', async () => {
    const sound = await certificateIn(folder, 'anna.lund@kystens-revision.example');
    expect(sound.verify((await anchor()).publicKey)).toBe(true);
    expect(sound.keyUsage).toEqual(['1.3.6.1.5.5.7.3.4']);
    expect(Date.parse(sound.validFrom)).toBeLessThan(Date.now());
    expect(Date.parse(sound.validTo)).toBeGreaterThan(Date.now());
  });

  test('one has expired, and one is not valid yet', async () => {
    expect(
      Date.parse((await certificateIn(folder, 'bent.dahl@kystens-revision.example')).validTo),
    ).toBeLessThan(Date.now());
    expect(
      Date.parse((await certificateIn(folder, 'erik.lauridsen@kystens-revision.example')).validFrom),
    ).toBeGreaterThan(Date.now());
  });

  test('one comes from somebody that the anchor does not vouch for', async () => {
    const stranger = await certificateIn(folder, 'dorte.kjaer@kystens-revision.example');
    expect(stranger.verify((await anchor()).publicKey)).toBe(false);
  });

  test('one is not for mail', async () => {
    expect((await certificateIn(folder, 'clara.holst@gammelmail.example')).keyUsage).toEqual([
      '1.3.6.1.5.5.7.3.2',
    ]);
  });

  test('one is written with capitals, as directories hold them', async () => {
    expect((await certificateIn(folder, 'Freja.Winther@kystens-revision.example')).subject).toContain(
      'Freja Winther',
    );
  });
});

describe('the folder', () => {
  test('keeps its certificates between starts', async () => {
    const before = await readdir(join(folder, 'certificates'));
    await (await startWorld({ folder })).stop();
    expect(await readdir(join(folder, 'certificates'))).toEqual(before);
  });

  test('is made anew when its certificates have grown old', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'world-'));
    const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);
    const anchorAt = async (now: Date): Promise<string> => {
      await (await startWorld({ folder: copy, now })).stop();
      return readFile(join(copy, 'mail-ca.pem'), 'utf8');
    };
    const first = await anchorAt(days(0));
    expect(await anchorAt(days(19))).toBe(first);
    expect(await anchorAt(days(20))).not.toBe(first);
    await rm(copy, { recursive: true });
  });

  test('is made anew when a part is missing', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'world-'));
    await (await startWorld({ folder: copy })).stop();
    await unlink(join(copy, 'certificates-ca.pem'));
    await (await startWorld({ folder: copy })).stop();
    expect((await readdir(join(copy, 'certificates'))).length).toBeGreaterThan(5);
    expect(await readFile(join(copy, 'certificates-ca.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
    await rm(copy, { recursive: true });
  });

  test('lets nobody else read the keys of the mail servers', async () => {
    const { mode } = await stat(join(folder, 'mail-servers.json'));
    expect(mode & 0o077).toBe(process.platform === 'win32' ? mode & 0o077 : 0);
  });

  test('holds the list of organisations joined by tunnel mail', async () => {
    const [head, first, ...rest] = (await readFile(join(folder, 'tunnel-organisations.csv'), 'utf8'))
      .trim()
      .split('\n');
    expect([head, first]).toEqual([
      'domain,name,since,subdomains',
      'byens-kommune.example,Byens Kommune,2016-03-01,no',
    ]);
    expect(rest.length).toBeGreaterThan(35);
    expect(rest.every((line) => /^[a-z0-9.-]+\.example,[^,"]+,\d{4}-\d{2}-\d{2},(yes|no)$/.test(line))).toBe(
      true,
    );
    expect(rest.filter((line) => line.endsWith(',yes'))).toEqual([
      'sygehus-vestkyst.example,Sygehus Vestkyst,2016-06-01,yes',
    ]);
  });
});
