import { parseAddress } from '../../../src/domain/address.ts';
import type { MailAddress } from '../../../src/domain/address.ts';
import { createLdapDirectory } from '../../../src/server/adapters/ldap.ts';
import type { LdapOptions } from '../../../src/server/adapters/ldap.ts';
import type { CertificateDirectory } from '../../../src/server/adapters/certificate-directory.ts';
import { startSlapd } from '../../support/servers/slapd.ts';
import type { RunningDirectory } from '../../support/servers/slapd.ts';

const ANNA = Buffer.from('a certificate of Anna, with \x00 and \xff in it', 'latin1');
const BO = [Buffer.from('first of Bo'), Buffer.from('second of Bo')];
const SHARED = Buffer.from('for two addresses');
const QUOTED = Buffer.from('of a quoted local part');
const crowd = (mail: string, size: number) =>
  Array.from({ length: size }, (_unused, index) => ({
    mail,
    certificates: [Buffer.from(`${mail} ${index}`)],
  }));
const STAFF = Array.from({ length: 250 }, (_unused, index) => ({
  mail: `staff${index}@partner.example`,
  certificates: [Buffer.from(`of staff${index}`)],
}));
const closing: CertificateDirectory[] = [];
let slapd: RunningDirectory;
let directory: CertificateDirectory;

beforeAll(async () => {
  slapd = await startSlapd([
    { mail: 'anna.lund@partner.example', certificates: [ANNA] },
    { mail: 'bo@partner.example', certificates: BO },
    { mail: ['reception@partner.example', 'Secretary@partner.example'], certificates: [SHARED] },
    { mail: 'without@partner.example', certificates: [] },
    { mail: '"a quoted *)(name"@partner.example', certificates: [QUOTED] },
    ...crowd('few@partner.example', 50),
    ...crowd('many@partner.example', 51),
    ...STAFF,
  ]);
  directory = open();
});

afterEach(async () => void (await Promise.all(closing.splice(0).map((opened) => opened.close()))));

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

  test('finds an entry by each of its addresses', async () => {
    const answers = await findAll(['reception@partner.example', 'secretary@partner.example']);
    expect(answers.map(({ certificates }) => certificates)).toEqual([[SHARED], [SHARED]]);
  });

  test.each(['without@partner.example', 'nobody@partner.example'])('has nothing for %s', async (address) => {
    expect(await find(address)).toEqual({ certificates: [], isComplete: true });
  });

  test('gives as many certificates as are looked at, and says whether there are more', async () => {
    const [few, many] = await findAll(['few@partner.example', 'many@partner.example']);
    expect([few?.certificates.length, few?.isComplete]).toEqual([50, true]);
    expect([many?.certificates.length, many?.isComplete]).toEqual([50, false]);
  });

  test('gives each of hundreds of addresses that are wanted at once its own certificates', async () => {
    const answers = await findAll(STAFF.map(({ mail }) => mail));
    expect(answers.map(({ certificates }) => certificates)).toEqual(
      STAFF.map(({ certificates }) => certificates),
    );
  });

  test('answers a check', async () => {
    await expect(directory.check()).resolves.toBeUndefined();
  });
});

describe('an address that is written to trick the directory', () => {
  const LOCALS = [
    '*',
    '*)(mail=*',
    'anna.lund@partner.example)(|(mail=*',
    'nobody@partner.example)(&(|(mail=*))(mail=*',
    '\\2a',
    'anna*',
    'anna.lun?',
    '(anna.lund)',
    '&|!=~<>',
    'anna.lund\u0000',
    '\u0000',
    'anna.lund\r\nmail: bo@partner.example',
    '"*"',
    '"anna.lund"',
    'anna.lund,c=DK',
    'blå.bær',
    '\ufeffanna.lund',
    '\ud800',
  ];

  test.each(LOCALS)('is taken for letters, not for a part of the question: %j', async (local) => {
    const address = { local, domain: 'partner.example' };
    expect(await directory.find(address)).toEqual({ certificates: [], isComplete: true });
  });

  test('does not change what others get that are asked for in the same search', async () => {
    const tricks = LOCALS.map((local) => directory.find({ local, domain: 'partner.example' }));
    const honest = find('anna.lund@partner.example');
    expect((await Promise.all(tricks)).every(({ certificates }) => certificates.length === 0)).toBe(true);
    expect(await honest).toEqual({ certificates: [ANNA], isComplete: true });
  });

  test('finds the entry that is really called so', async () => {
    const address = { local: '"a quoted *)(name"', domain: 'partner.example' };
    expect(await directory.find(address)).toEqual({ certificates: [QUOTED], isComplete: true });
  });

  test.each([
    [320, 'fulfilled'],
    [321, 'rejected'],
    [5_000_000, 'rejected'],
  ])('is not even asked for when it is longer than any address: %i characters', async (length, outcome) => {
    const domain = 'partner.example';
    const local = 'a'.repeat(length - domain.length - 1);
    const [result] = await Promise.allSettled([directory.find({ local, domain })]);
    expect(result.status).toBe(outcome);
  });
});

describe('a directory with limits of its own', () => {
  let limited: RunningDirectory;
  beforeAll(async () => {
    const entries = [...STAFF.slice(0, 40), ...crowd('crowd@partner.example', 9)];
    limited = await startSlapd(entries, { settings: ['sizelimit 5'] });
  });
  afterAll(() => limited.stop());

  test('still gives every address its certificates, in smaller questions', async () => {
    const wanted = STAFF.slice(0, 40);
    const answers = await findAll(
      wanted.map(({ mail }) => mail),
      open({ url: limited.url }),
    );
    expect(answers).toEqual(wanted.map(({ certificates }) => ({ certificates, isComplete: true })));
  });

  test('never makes "there is none" of what it left out', async () => {
    const [crowded, alone] = await findAll(
      ['crowd@partner.example', 'staff1@partner.example'],
      open({ url: limited.url }),
    );
    expect(crowded).toMatchObject({ isComplete: false });
    expect(crowded?.certificates.length).toBe(5);
    expect(alone).toEqual({ certificates: STAFF[1]?.certificates, isComplete: true });
  });

  test('that keeps addresses to itself is believed about one address, and asked for each by itself', async () => {
    const settings = ['access to attrs=mail by * search'];
    const discreet = await startSlapd(STAFF.slice(0, 8), { settings });
    const wanted = [...STAFF.slice(0, 8), { mail: 'nobody@partner.example', certificates: [] }];
    const answers = await findAll(
      wanted.map(({ mail }) => mail),
      open({ url: discreet.url }),
    );
    expect(answers).toEqual(wanted.map(({ certificates }) => ({ certificates, isComplete: true })));
    await discreet.stop();
  });

  test('that sends on to another is not sure that there is no more, and says so to IT', async () => {
    const referring = await startSlapd(STAFF.slice(0, 2), { refersTo: slapd.url });
    const opened = open({ url: referring.url });
    expect(await findAll(['staff0@partner.example', 'nobody@partner.example'], opened)).toEqual([
      { certificates: STAFF[0]?.certificates, isComplete: false },
      { certificates: [], isComplete: false },
    ]);
    await expect(opened.check()).rejects.toThrow(/sends on to others.*Add them/);
    await referring.stop();
  });
});

function open(change: Partial<LdapOptions> = {}): CertificateDirectory {
  const { url, base } = slapd;
  const opened = createLdapDirectory({ name: 'test', priority: 50, url, base, timeoutMs: 20_000, ...change });
  if (directory !== undefined) closing.push(opened);
  return opened;
}

function find(address: string, where = directory) {
  return where.find(parsed(address));
}

function findAll(addresses: readonly string[], where = directory) {
  return Promise.all(addresses.map((address) => find(address, where)));
}

function parsed(address: string): MailAddress {
  const result = parseAddress(address);
  if (!result.ok) throw new Error('bad test address');
  return result.address;
}
