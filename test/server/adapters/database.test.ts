import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../../../src/server/adapters/database.ts';
import { MIGRATIONS } from '../../../src/server/adapters/migrations.ts';
import { AppError } from '../../../src/server/app-error.ts';
import { createSendStore } from '../../../src/server/sends/sends.store.ts';
import { PASSWORD, startPostgres, withClient } from '../../support/servers/postgres.ts';
import { freePort } from '../../support/servers/server-program.ts';
import { aRecord } from '../sends/send-store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'database-'));
const PERMISSIONS = 0o777;

afterAll(() => rmSync(folder, { recursive: true }));

describe('the database file', () => {
  test('is for the eyes of the service’s own user, and so is its journal', async () => {
    const before = process.umask(0);
    const path = join(folder, 'own.sqlite');
    const database = await openDatabase(path);
    try {
      const modes = ['', '-wal', '-shm'].map((end) => statSync(`${path}${end}`).mode & PERMISSIONS);
      expect(modes).toEqual([0o600, 0o600, 0o600]);
    } finally {
      process.umask(before);
      await database.destroy();
    }
  });

  test('holds no byte of a removed record once it is closed', async () => {
    const path = join(folder, 'removed.sqlite');
    const database = await openDatabase(path);
    const store = createSendStore(database);
    const record = aRecord({ sender: 'removed.person@phv.example' });
    await store.append(record);
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database);
    expect(readFileSync(path).includes('removed.person')).toBe(true);
    expect(await store.removeBefore(new Date('2100-01-01T00:00:00.000Z'))).toBe(1);
    await database.destroy();
    expect(readFileSync(path).includes('removed.person')).toBe(false);
  });
});

describe('a PostgreSQL', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 120_000);
  afterAll(() => postgres.stop());

  test('gets its tables once, though several services start at once', async () => {
    const url = await postgres.newDatabase();
    const databases = await Promise.all(Array.from({ length: 5 }, () => openDatabase(url)));
    const names = await withClient(url, (client) =>
      client.query('SELECT name FROM kysely_migration ORDER BY name'),
    );
    expect(names.rows).toEqual(Object.keys(MIGRATIONS).map((name) => ({ name })));
    await Promise.all(databases.map((database) => database.destroy()));
  });

  test('keeps its records over a restart of the service', async () => {
    const url = await postgres.newDatabase();
    const first = await openDatabase(url);
    await createSendStore(first).append(aRecord());
    await first.destroy();
    const second = await openDatabase(url);
    expect(await createSendStore(second).find('send-1')).toEqual(aRecord());
    await second.destroy();
  });

  test('survives that its connections are cut: the next question gets a new one', async () => {
    const url = await postgres.newDatabase();
    const database = await openDatabase(url);
    await withClient(url, (client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      ),
    );
    const store = createSendStore(database);
    await store.check().catch(() => undefined);
    await expect(store.check()).resolves.toBeUndefined();
    await database.destroy();
  });

  const wrong = async (change: (url: URL) => void) => {
    const url = new URL(await postgres.newDatabase());
    change(url);
    const error: unknown = await openDatabase(url.href).catch((cause: unknown) => cause);
    if (!(error instanceof AppError)) throw new Error('it was opened');
    return error;
  };

  test.each<[string, (url: URL) => void, string]>([
    ['a wrong password', (url) => (url.password = 'let-me-in'), 'user or password is wrong'],
    ['an unknown database', (url) => (url.pathname = '/nowhere'), 'there is no such database'],
    ['an unknown host', (url) => (url.hostname = 'nowhere.invalid'), 'be looked up|no such host'],
    [
      'TLS that the server does not speak',
      (url) => url.searchParams.set('sslmode', 'verify-full'),
      'does not answer as',
    ],
  ])(
    'with %s is not opened, and DATABASE_URL is named, never the password',
    async (_what, change, trouble) => {
      const { code, message } = await wrong(change);
      expect(code).toBe('database.unusable');
      expect(message).toMatch(new RegExp(trouble));
      expect(message).toContain('DATABASE_URL');
      expect(message).not.toContain(PASSWORD);
      expect(message).not.toContain('let-me-in');
    },
  );

  test('where nobody listens is said to be so, with the place', async () => {
    const port = await freePort();
    const { message } = await wrong((url) => (url.port = String(port)));
    expect(message).toContain(`127.0.0.1:${port}/test_`);
    expect(message).toContain('nothing listens there');
  });
});
