import { createServer } from 'node:net';
import { parseAddress } from '../../../src/domain/address.ts';
import { createLdapDirectory } from '../../../src/server/adapters/ldap.ts';
import type { CertificateDirectory } from '../../../src/server/adapters/certificate-directory.ts';
import { freePort } from '../../support/servers/server-program.ts';
import { startSlapd } from '../../support/servers/slapd.ts';
import type { RunningDirectory } from '../../support/servers/slapd.ts';

const ANNA = Buffer.from('a certificate of Anna, with \x00 and \xff in it', 'latin1');
const BO = [Buffer.from('first of Bo'), Buffer.from('second of Bo')];
const CROWD = Array.from({ length: 25 }, (_unused, index) => ({
  mail: 'crowd@partner.example',
  certificates: [Buffer.from(`crowd ${index}`)],
}));
let slapd: RunningDirectory;
let directory: CertificateDirectory;

beforeAll(async () => {
  slapd = await startSlapd([
    { mail: 'anna.lund@partner.example', certificates: [ANNA] },
    { mail: 'bo@partner.example', certificates: BO },
    { mail: 'without@partner.example', certificates: [] },
    ...CROWD,
  ]);
  directory = createLdapDirectory({ name: 'test', url: slapd.url, base: slapd.base, timeoutMs: 3000 });
}, 30_000);

afterAll(async () => {
  await directory.close();
  await slapd.stop();
});

describe('a certificate directory on a real slapd', () => {
  test('gives the certificate of an address octet by octet', async () => {
    expect(await find('anna.lund@partner.example')).toEqual({ certificates: [ANNA], isComplete: true });
  });

  test('gives all certificates of an address', async () => {
    expect((await find('bo@partner.example')).certificates).toEqual(expect.arrayContaining(BO));
  });

  test('finds an address that is written with other capitals', async () => {
    expect((await find('Anna.Lund@partner.example')).certificates).toEqual([ANNA]);
  });

  test.each(['without@partner.example', 'nobody@partner.example'])('has nothing for %s', async (address) => {
    expect(await find(address)).toEqual({ certificates: [], isComplete: true });
  });

  test.each(['*', '*)(mail=*', 'anna.lund@partner.example)(|(mail=*', '\\2a', 'anna*'])(
    'takes %s for letters, not for a part of the question',
    async (local) => {
      const address = { local, domain: 'partner.example' };
      expect(await directory.find(address)).toEqual({ certificates: [], isComplete: true });
    },
  );

  test('says that there may be more when an address has more entries than are asked for', async () => {
    expect((await find('crowd@partner.example')).isComplete).toBe(false);
  });

  test('answers many questions at once over its few connections', async () => {
    const answers = await Promise.all(Array.from({ length: 64 }, () => find('anna.lund@partner.example')));
    expect(answers.every(({ certificates }) => certificates.length === 1)).toBe(true);
  });

  test('answers a check', async () => {
    await expect(directory.check()).resolves.toBeUndefined();
  });
});

describe('a certificate directory that cannot be asked', () => {
  test('says so when its base does not exist, instead of "nothing found"', async () => {
    const wrong = createLdapDirectory({ name: 'wrong', url: slapd.url, base: 'c=XX', timeoutMs: 1000 });
    await expect(wrong.find(parsed('anna.lund@partner.example'))).rejects.toMatchObject({
      code: 'directory.unreachable',
    });
    await wrong.close();
  });

  test('says so when nobody listens', async () => {
    const url = `ldap://127.0.0.1:${await freePort()}`;
    const gone = createLdapDirectory({ name: 'gone', url, base: 'c=DK', timeoutMs: 500 });
    await expect(gone.find(parsed('anna@partner.example'))).rejects.toMatchObject({
      code: 'directory.unreachable',
    });
    await expect(gone.check()).rejects.toMatchObject({ code: 'directory.unreachable' });
    await gone.close();
  });

  test('says so when the server takes the connection and keeps silent', async () => {
    const silent = createServer(() => undefined);
    const port = await freePort();
    await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
    const options = { name: 'silent', url: `ldap://127.0.0.1:${port}`, base: 'c=DK', timeoutMs: 300 };
    const directory = createLdapDirectory(options);
    await expect(directory.find(parsed('anna@partner.example'))).rejects.toMatchObject({
      code: 'directory.unreachable',
    });
    await directory.close();
    silent.close();
  });

  test('is asked again when it has come back', async () => {
    const first = await startSlapd([{ mail: 'anna@partner.example', certificates: [ANNA] }]);
    const back = createLdapDirectory({ name: 'back', url: first.url, base: first.base, timeoutMs: 1000 });
    expect((await back.find(parsed('anna@partner.example'))).certificates).toEqual([ANNA]);
    await first.stop();
    await expect(back.find(parsed('anna@partner.example'))).rejects.toBeDefined();
    await back.close();
  }, 20_000);
});

function find(address: string) {
  return directory.find(parsed(address));
}

function parsed(address: string) {
  const result = parseAddress(address);
  if (!result.ok) throw new Error('bad test address');
  return result.address;
}
