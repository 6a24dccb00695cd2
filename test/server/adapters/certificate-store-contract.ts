import { createCertificateStore } from '../../../src/server/adapters/certificate-store.ts';
import type { CertificateStore } from '../../../src/server/adapters/certificate-store.ts';
import type { Database } from '../../../src/server/adapters/database.ts';

const AT = new Date('2026-11-26T08:00:00.000Z');
const DER = Buffer.from([0x30, 0x03, 0x00, 0xff, 0x80]);

/** What a store of added certificates must do, whatever database is behind it. */
export function certificateStoreContract(open: () => Promise<Database>): void {
  let database: Database;
  let store: CertificateStore;

  beforeEach(async () => {
    database = await open();
    await database.deleteFrom('certificates').execute();
    store = createCertificateStore(database);
  });
  afterEach(() => database.destroy());

  test('gives back what was added, octet by octet, under its address only', async () => {
    expect(await store.add(one('AA'))).toBe(true);
    expect(await store.find('anna@partner.example', 50)).toEqual([DER]);
    expect(await store.find('bo@partner.example', 50)).toEqual([]);
    expect(await store.find("' OR ''='", 50)).toEqual([]);
    expect(await store.list()).toEqual([one('AA')]);
  });

  test('never changes what is there', async () => {
    await store.add(one('AA'));
    expect(await store.add({ ...one('AA'), der: Buffer.from('other'), addedAt: new Date() })).toBe(false);
    expect(await store.list()).toEqual([one('AA')]);
  });

  test('keeps several certificates of an address, and a certificate under several addresses', async () => {
    await store.add(one('BB'));
    await store.add(one('AA'));
    await store.add({ ...one('AA'), address: 'bo@partner.example' });
    expect((await store.find('anna@partner.example', 50)).length).toBe(2);
    expect((await store.find('anna@partner.example', 1)).length).toBe(1);
    expect((await store.list()).map(({ address, fingerprint }) => [address, fingerprint])).toEqual([
      ['anna@partner.example', 'AA'],
      ['anna@partner.example', 'BB'],
      ['bo@partner.example', 'AA'],
    ]);
  });

  test('removes a certificate from all its addresses, and says from how many', async () => {
    await store.add(one('AA'));
    await store.add({ ...one('AA'), address: 'bo@partner.example' });
    await store.add(one('BB'));
    expect(await store.remove('AA')).toBe(2);
    expect(await store.remove('AA')).toBe(0);
    expect(await store.list()).toEqual([one('BB')]);
  });
}

function one(fingerprint: string) {
  return { fingerprint, address: 'anna@partner.example', der: DER, addedAt: AT };
}
