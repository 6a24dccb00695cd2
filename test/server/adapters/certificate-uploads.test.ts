import { createCertificateStore } from '../../../src/server/adapters/certificate-store.ts';
import { createUploadsDirectory } from '../../../src/server/adapters/certificate-uploads.ts';
import { openDatabase } from '../../../src/server/adapters/database.ts';
import type { Database } from '../../../src/server/adapters/database.ts';

const ANNA = { local: 'Anna', domain: 'partner.example' };
const addedAt = new Date('2026-11-26T08:00:00.000Z');
let database: Database;

beforeEach(async () => {
  database = await openDatabase(':memory:');
});
afterEach(() => database.destroy());

describe('the directory of added certificates', () => {
  test('gives those of an address, and issuers apart', async () => {
    const store = createCertificateStore(database);
    await store.add({ fingerprint: 'AA', address: 'anna@partner.example', der: Buffer.from('a'), addedAt });
    await store.add({ fingerprint: 'BB', address: '', der: Buffer.from('issuer'), addedAt });
    const directory = createUploadsDirectory({ name: 'added', priority: 10, store });
    expect(await directory.find(ANNA)).toEqual({ certificates: [Buffer.from('a')], isComplete: true });
    expect(await directory.find({ ...ANNA, local: 'bo' })).toEqual({ certificates: [], isComplete: true });
    expect(await directory.intermediates()).toEqual([Buffer.from('issuer')]);
    await expect(directory.check()).resolves.toBeUndefined();
  });

  test.each([
    [50, true],
    [51, false],
  ])('of %i certificates says whether there are more than it gives', async (count, isComplete) => {
    const store = createCertificateStore(database);
    for (let index = 0; index < count; index++) {
      const der = Buffer.from(`${index}`);
      await store.add({ fingerprint: `F${index}`, address: 'anna@partner.example', der, addedAt });
    }
    const answer = await createUploadsDirectory({ name: 'added', priority: 10, store }).find(ANNA);
    expect([answer.certificates.length, answer.isComplete]).toEqual([50, isComplete]);
  });

  test('could not be asked when the database fails, instead of having nothing', async () => {
    await database.schema.dropTable('certificates').execute();
    const store = createCertificateStore(database);
    const directory = createUploadsDirectory({ name: 'added', priority: 10, store });
    await expect(directory.find(ANNA)).rejects.toMatchObject({ code: 'directory.unreachable' });
    await expect(directory.intermediates()).rejects.toMatchObject({ code: 'directory.unreachable' });
    await expect(directory.check()).rejects.toThrow('"added"');
  });
});
