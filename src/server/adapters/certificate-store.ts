import type { Database } from './database.ts';

/** One certificate under one of its addresses. */
export interface StoredCertificate {
  /** SHA-256 in upper-case hex with colons. */
  readonly fingerprint: string;
  /** In lower case; empty for the certificate of an issuer. */
  readonly address: string;
  readonly der: Buffer;
  readonly addedAt: Date;
}

/** Certificates that IT has added (the `certificates` table); SQLite and PostgreSQL alike. */
export interface CertificateStore {
  /** False when it was there already; what is there is never changed. */
  add(certificate: StoredCertificate): Promise<boolean>;
  find(address: string, most: number): Promise<readonly Buffer[]>;
  /** By address, then by fingerprint. */
  list(): Promise<readonly StoredCertificate[]>;
  /** How many rows it stood in. */
  remove(fingerprint: string): Promise<number>;
}

export function createCertificateStore(database: Database): CertificateStore {
  return {
    async add({ fingerprint, address, der, addedAt }) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('certificates')
        .values({ fingerprint, address, der: der.toString('base64'), added_at: addedAt.toISOString() })
        .onConflict((conflict) => conflict.columns(['fingerprint', 'address']).doNothing())
        .executeTakeFirstOrThrow();
      return Number(numInsertedOrUpdatedRows) > 0;
    },
    async find(address, most) {
      const rows = await database
        .selectFrom('certificates')
        .select('der')
        .where('address', '=', address)
        .orderBy('fingerprint')
        .limit(most)
        .execute();
      return rows.map(({ der }) => Buffer.from(der, 'base64'));
    },
    async list() {
      const rows = await database
        .selectFrom('certificates')
        .selectAll()
        .orderBy('address')
        .orderBy('fingerprint')
        .execute();
      return rows.map(({ fingerprint, address, der, added_at }) => ({
        fingerprint,
        address,
        der: Buffer.from(der, 'base64'),
        addedAt: new Date(added_at),
      }));
    },
    async remove(fingerprint) {
      const { numDeletedRows } = await database
        .deleteFrom('certificates')
        .where('fingerprint', '=', fingerprint)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
