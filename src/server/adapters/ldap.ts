import { Client, EqualityFilter } from 'ldapts';
import type { Entry } from 'ldapts';
import { formatAddress } from '../../domain/address.ts';
import type { MailAddress } from '../../domain/address.ts';
import { AppError } from '../app-error.ts';
import type { CertificateDirectory, DirectoryAnswer } from './certificate-directory.ts';

export interface LdapOptions {
  readonly name: string;
  readonly url: string;
  readonly base: string;
  readonly filterAttribute?: string;
  readonly timeoutMs: number;
}

const CONNECTIONS = 4;
/** More entries than this for one address: the directory is asked for no more, and the answer is not complete. */
const MOST_ENTRIES = 20;
const MOST_CERTIFICATES = 50;
const ATTRIBUTES = ['userCertificate;binary', 'userCertificate'];
const BUFFERS = [...ATTRIBUTES, ...ATTRIBUTES.map((name) => name.toLowerCase())];

/** A directory that is asked by LDAP, anonymously, over a few kept connections. Opens nothing until asked. */
export function createLdapDirectory(options: LdapOptions): CertificateDirectory {
  const pool = Array.from({ length: CONNECTIONS }, () => createConnection(options));
  let turn = 0;
  const next = () => pool[turn++ % pool.length]?.open() ?? Promise.reject(unreachable(options.name));
  return {
    name: options.name,
    async find(address) {
      try {
        return await search(await next(), address, options);
      } catch (cause) {
        throw unreachable(options.name, cause);
      }
    },
    intermediates: () => Promise.resolve([]),
    async check() {
      try {
        const client = await next();
        await client.search(options.base, { scope: 'base', attributes: ['1.1'], timeLimit: 5 });
      } catch (cause) {
        throw unreachable(options.name, cause);
      }
    },
    async close() {
      await Promise.all(pool.map((connection) => connection.close()));
    },
  };
}

interface Connection {
  open(): Promise<Client>;
  close(): Promise<void>;
}

/** Anonymous bind first: ldapts opens a second socket when two searches start on a client that is not connected. */
function createConnection({ url, timeoutMs }: LdapOptions): Connection {
  let current: { client: Client; isReady: Promise<Client> } | undefined;
  const start = () => {
    const client = new Client({ url, timeout: timeoutMs, connectTimeout: timeoutMs });
    const isReady = client.bind('', '').then(() => client);
    const entry = { client, isReady };
    isReady.catch(() => {
      if (current === entry) current = undefined;
      void client.unbind().catch(() => undefined);
    });
    current = entry;
    return entry;
  };
  return {
    async open() {
      const client = await (current ?? start()).isReady;
      return client.isConnected ? client : start().isReady;
    },
    async close() {
      const client = current?.client;
      current = undefined;
      await client?.unbind().catch(() => undefined);
    },
  };
}

/** Only filter objects: in a filter written as text, `*)(mail=*` would be understood as part of the filter. */
async function search(client: Client, address: MailAddress, options: LdapOptions): Promise<DirectoryAnswer> {
  const { base, filterAttribute = 'mail', timeoutMs } = options;
  const { searchEntries, searchReferences } = await client.search(base, {
    scope: 'sub',
    filter: new EqualityFilter({ attribute: filterAttribute, value: formatAddress(address) }),
    attributes: ATTRIBUTES,
    explicitBufferAttributes: BUFFERS,
    sizeLimit: MOST_ENTRIES,
    timeLimit: Math.max(1, Math.ceil(timeoutMs / 1000)),
  });
  const certificates = searchEntries.flatMap(certificatesOf);
  const isCut = searchEntries.length >= MOST_ENTRIES || certificates.length > MOST_CERTIFICATES;
  return {
    certificates: certificates.slice(0, MOST_CERTIFICATES),
    isComplete: !isCut && searchReferences.length === 0,
  };
}

function certificatesOf(entry: Entry): readonly Buffer[] {
  return Object.entries(entry)
    .filter(([name]) => name.toLowerCase().startsWith('usercertificate'))
    .flatMap(([, values]) => (Array.isArray(values) ? [...values] : [values]))
    .map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(value, 'latin1')));
}

function unreachable(name: string, cause?: unknown): AppError {
  return new AppError('directory.unreachable', `The certificate directory "${name}" does not answer.`, {
    cause,
  });
}
