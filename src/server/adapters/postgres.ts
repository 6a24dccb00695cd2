import { PostgresDialect } from 'kysely';
import { Pool } from 'pg';

const MOST_CONNECTIONS = 10;
const CONNECT_MS = 5000;
/** No question of ours takes long; one that does must not hold a connection for ever. */
const STATEMENT_MS = 30_000;

/** PostgreSQL by its URL, TLS options included (`sslmode`, `sslrootcert`); connects when first asked. */
export function postgresDialect(url: string): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    application_name: 'secure-send',
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it is replaced at the next question, which tells if it cannot be.
  pool.on('error', () => undefined);
  // One that breaks just before its question is told to the client alone, and would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}

/** Host, port and name of the database in the URL, without user and password. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'the address in DATABASE_URL';
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? host}${pathname}`;
}

/** What went wrong, in words that hold nothing of the connection's secrets. */
export function troubleOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return 'it does not answer as PostgreSQL does';
  return TROUBLES[code] ?? `it answers with ${code}`;
}

/** Errors of the operating system, of TLS, and of PostgreSQL (its appendix A). */
const TROUBLES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'it closes the connection',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted (sslrootcert names the root)',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted (sslrootcert names the root)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted (sslrootcert names the root)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  '28000': 'it does not let this user in',
  '28P01': 'user or password is wrong',
  '3D000': 'there is no such database',
  '42501': 'the user may not make tables there',
  '53300': 'it has no connection left',
};
