import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CertificateDirectory } from '../../../src/server/adapters/certificate-directory.ts';
import { createLdapDirectory } from '../../../src/server/adapters/ldap.ts';
import type { LdapOptions } from '../../../src/server/adapters/ldap.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import type { Keyed } from '../../support/certificates.ts';
import { startScriptedDirectory } from '../../support/servers/scripted-directory.ts';
import { freePort } from '../../support/servers/server-program.ts';
import { startSlapd } from '../../support/servers/slapd.ts';
import type { RunningDirectory } from '../../support/servers/slapd.ts';

const ANNA = { local: 'anna', domain: 'partner.example' };
const BO = { local: 'bo', domain: 'partner.example' };
const ENTRIES = [{ mail: 'anna@partner.example', certificates: [Buffer.from('of Anna')] }];
const FOUND = { certificates: [Buffer.from('of Anna')], isComplete: true };
/** More than a busy machine needs. */
const LONG = 20_000;
const opened: CertificateDirectory[] = [];
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const directory of opened.splice(0)) await directory.close();
  for (const stop of stops.splice(0).reverse()) await stop();
});

describe('connections to a directory', () => {
  test('are made anew after it was away, and meanwhile nothing is called "not found"', async () => {
    const slapd = await begin(startSlapd(ENTRIES));
    const directory = open({ url: slapd.url });
    expect(await directory.find(ANNA)).toEqual(FOUND);
    await slapd.halt();
    await expect(directory.find(ANNA)).rejects.toMatchObject({ code: 'directory.unreachable' });
    await expect(directory.check()).rejects.toThrow('Nobody listens there');
    await slapd.start();
    expect(await directory.find(ANNA)).toEqual(FOUND);
    await expect(directory.check()).resolves.toBeUndefined();
  });

  test('are made anew when it was restarted between two questions', async () => {
    const slapd = await begin(startSlapd(ENTRIES));
    const directory = open({ url: slapd.url });
    await directory.find(ANNA);
    await slapd.halt();
    await slapd.start();
    expect(await directory.find(ANNA)).toEqual(FOUND);
  });

  test('that break under a question are replaced, and the question is asked once more', async () => {
    const script = await begin(
      startScriptedDirectory((_addresses, count) => (count === 1 ? 'hang-up' : answerFor('anna'))),
    );
    expect(await open({ url: script.url }).find(ANNA)).toEqual(FOUND);
    expect(script.searches.length).toBe(2);
  });

  test('that break again and again are given up', async () => {
    const script = await begin(startScriptedDirectory(() => 'hang-up'));
    await expect(open({ url: script.url }).find(ANNA)).rejects.toMatchObject({
      code: 'directory.unreachable',
    });
    expect(script.searches.length).toBe(2);
  });

  test('stay four, however much is asked over them at once', async () => {
    const script = await begin(
      startScriptedDirectory((addresses) => ({ entries: addresses.map((mail) => ({ mail: [mail] })) })),
    );
    const directory = open({ url: script.url });
    for (let round = 0; round < 50; round++) {
      await Promise.all(
        Array.from({ length: 32 }, (_unused, index) =>
          directory.find({ local: `p${round}-${index}`, domain: 'partner.example' }),
        ),
      );
    }
    expect(script.opened()).toBeLessThanOrEqual(4);
  });
});

describe('a directory that is slow or says nonsense', () => {
  test('that takes the connection and keeps silent is not in time', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined).resume());
    const port = await freePort();
    await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
    stops.push(() => new Promise((resolve) => silent.close(() => resolve())));
    const directory = open({ url: `ldap://127.0.0.1:${port}`, timeoutMs: 200 });
    await expect(directory.find(ANNA)).rejects.toThrow('It was not in time.');
    await expect(directory.check()).rejects.toThrow('It was not in time.');
  });

  test('that never answers one question still answers the others', async () => {
    const script = await begin(
      startScriptedDirectory((addresses) =>
        addresses.includes('bo@partner.example') ? 'silence' : answerFor('anna'),
      ),
    );
    const directory = open({ url: script.url, timeoutMs: 3000 });
    const late = expect(directory.find(BO)).rejects.toThrow('not in time');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await directory.find(ANNA)).toEqual(FOUND);
    await late;
    expect(await directory.find(ANNA)).toEqual(FOUND);
  });

  test('does not hold up a caller who has gone', async () => {
    const script = await begin(startScriptedDirectory(() => 'silence'));
    const directory = open({ url: script.url, timeoutMs: 5000 });
    const gone = new AbortController();
    const patient = directory.find(ANNA);
    const find = directory.find(ANNA, gone.signal);
    gone.abort();
    await expect(find).rejects.toMatchObject({ code: 'directory.unreachable' });
    await directory.close();
    await expect(patient).rejects.toMatchObject({ code: 'directory.unreachable' });
  });

  test('that sends without end is cut off', async () => {
    const chunk = { userCertificate: [Buffer.alloc(1_000_000)] };
    const script = await begin(startScriptedDirectory(() => ({ entries: Array(10).fill(chunk) })));
    await expect(open({ url: script.url }).find(ANNA)).rejects.toThrow('too large');
  });

  test.each([
    ['no LDAP at all', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['a length without end', Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x02])],
    ['thousands of small messages', Buffer.concat(Array(50_000).fill(Buffer.from('30050201637300', 'hex')))],
    ['a name that is longer than its message', Buffer.from('300a020103730504096c6461', 'hex')],
    ['an end without a result', Buffer.from('30050201036500', 'hex')],
    ['an entry that cannot be read', Buffer.from('300a02010364053003020100', 'hex')],
  ])('that says %s is not understood as "there is none"', async (_what, bytes) => {
    const script = await begin(startScriptedDirectory(() => ({ bytes })));
    const directory = open({ url: script.url, timeoutMs: 500 });
    await expect(directory.find(ANNA)).rejects.toMatchObject({ code: 'directory.unreachable' });
  });
});

describe('a directory over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ldap-trust-'));
  const rootFile = join(folder, 'root.pem');
  let root: Keyed;
  let slapd: RunningDirectory;
  let named: string;

  beforeAll(async () => {
    root = await makeAuthority();
    const tls = await makeCertificate({ issuer: root, key: 'ec', dns: 'localhost', extended: 'serverAuth' });
    writeFileSync(rootFile, root.pem);
    slapd = await startSlapd(ENTRIES, { tls });
    named = slapd.url.replace('127.0.0.1', 'localhost');
  });
  afterAll(async () => {
    await slapd.stop();
    rmSync(folder, { recursive: true });
  });

  test('is asked when its certificate leads to the root that is named, for the name that is named', async () => {
    const directory = open({ url: named, trust: rootFile });
    expect(await directory.find(ANNA)).toEqual(FOUND);
    await expect(directory.check()).resolves.toBeUndefined();
  });

  test('is not asked by public roots that do not know it', async () => {
    await refused({ url: named }, 'not trusted here: name a PEM file with its root in "trust"');
  });

  test('is not asked when it stands under another name', async () => {
    await refused({ url: slapd.url, trust: rootFile }, 'is for another name');
  });

  test('is not asked when the root that is named is another', async () => {
    const other = join(folder, 'other.pem');
    writeFileSync(other, (await makeAuthority('CN=Other Root')).pem);
    await refused({ url: named, trust: other }, 'not trusted here');
  });

  test('is not asked when its certificate has expired', async () => {
    const tls = await makeCertificate({
      issuer: root,
      key: 'ec',
      dns: 'localhost',
      extended: 'serverAuth',
      days: [-3, -1],
    });
    const old = await begin(startSlapd(ENTRIES, { tls }));
    await refused({ url: old.url.replace('127.0.0.1', 'localhost'), trust: rootFile }, 'has expired');
  });

  test.each([
    ['is missing', 'missing.pem', undefined, 'missing.pem, cannot be read as certificates'],
    ['is empty', 'empty.pem', '', 'empty.pem, holds no certificate'],
    ['is something else', 'text.pem', 'no certificate', 'text.pem, cannot be read as certificates'],
  ])('is not asked, and the file is named, when the file of its root %s', async (...row) => {
    const [, name, content, words] = row;
    const trust = join(folder, name);
    if (content !== undefined) writeFileSync(trust, content);
    await refused({ url: named, trust }, words);
  });

  test('is told apart from one that speaks no TLS', async () => {
    const plain = await begin(startSlapd(ENTRIES));
    const directory = open({ url: plain.url.replace('ldap:', 'ldaps:'), trust: rootFile });
    await expect(directory.find(ANNA)).rejects.toMatchObject({ code: 'directory.unreachable' });
  });

  async function refused(change: Partial<LdapOptions>, words: string) {
    const directory = open(change);
    await expect(directory.find(ANNA)).rejects.toMatchObject({ code: 'directory.unreachable' });
    await expect(directory.check()).rejects.toThrow(words);
  }
});

describe('a directory that refuses', () => {
  test.each([
    [{ base: 'c=XX' }, 'It has no such "base"'],
    [{ base: 'no name at all' }, 'is not a name that a directory understands'],
    [{ url: 'ldap://directory.invalid' }, '"url"|DNS'],
  ])(
    'because of %j is not understood as "there is none", and IT is told what to change',
    async (change, words) => {
      const slapd = await begin(startSlapd(ENTRIES));
      const directory = open({ url: slapd.url, ...change });
      await expect(directory.find(ANNA)).rejects.toMatchObject({ code: 'directory.unreachable' });
      await expect(directory.check()).rejects.toThrow(new RegExp(words));
    },
  );

  test('to be asked without signing in says so', async () => {
    const slapd = await begin(startSlapd(ENTRIES, { settings: ['require authc'] }));
    await expect(open({ url: slapd.url }).check()).rejects.toThrow('without signing in');
  });
});

function open(change: Partial<LdapOptions>): CertificateDirectory {
  const options = { name: 'test', priority: 50, url: '', base: 'c=DK', timeoutMs: LONG, ...change };
  const directory = createLdapDirectory(options);
  opened.push(directory);
  return directory;
}

async function begin<T extends { readonly stop: () => Promise<void> }>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  stops.push(server.stop);
  return server;
}

function answerFor(local: string) {
  return { entries: [{ mail: [`${local}@partner.example`], 'userCertificate;binary': ['of Anna'] }] };
}
