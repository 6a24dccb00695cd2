import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DAY_MS, periodAround } from '../certificate-authority.ts';
import { makeMailIdentities } from './mail-certificates.ts';
import type { MailIdentities } from './mail-certificates.ts';
import { makePersonalCertificates } from './people-certificates.ts';
import { formatTunnelList, TUNNEL_ORGANISATIONS } from './tunnel-organisations.ts';

export interface WorldFiles {
  /** PEM file with the CA of the mail servers. */
  readonly mailAnchors: string;
  readonly servers: MailIdentities['servers'];
  readonly web: MailIdentities['web'];
  /** DER. */
  readonly revocationList: Buffer;
}

/** Raise it when the content of the files changes, so that folders of an earlier version are made anew. */
const VERSION = 2;
/** Well before the "not yet valid" certificate becomes valid, and before any sound one expires. */
const KEEP_DAYS = 20;
const REVOCATION_LIST = 'certificates-revoked.crl';
const MADE_TOGETHER = ['certificates', 'certificates-ca.pem', REVOCATION_LIST, 'mail-ca.pem'];

/**
 * Lays the files of the sample world in the folder: personal certificates and their anchors, the mail servers'
 * identities and their anchor, what is revoked, the tunnel list. Files of an earlier start are kept while they are good.
 */
export async function prepareWorldFiles(folder: string, now: Date): Promise<WorldFiles> {
  const mailAnchors = join(folder, 'mail-ca.pem');
  await writeWhole(join(folder, 'tunnel-organisations.csv'), formatTunnelList(TUNNEL_ORGANISATIONS));
  const { servers, web } = (await readKept(folder, now)) ?? (await makeFiles(folder, now));
  return { mailAnchors, servers, web, revocationList: await readFile(join(folder, REVOCATION_LIST)) };
}

type Identities = Pick<MailIdentities, 'servers' | 'web'>;

async function makeFiles(folder: string, now: Date): Promise<Identities> {
  const period = periodAround(now, -1, 365);
  const [people, mail] = await Promise.all([
    makePersonalCertificates(now, period),
    makeMailIdentities(now, period),
  ]);
  await rm(join(folder, 'certificates'), { recursive: true, force: true });
  for (const [name, pem] of people.certificates) await writeWhole(join(folder, 'certificates', name), pem);
  await writeWhole(join(folder, 'certificates-ca.pem'), people.anchors);
  await writeWhole(join(folder, REVOCATION_LIST), people.revocationList);
  await writeWhole(join(folder, 'mail-ca.pem'), mail.authority);
  // Last, so that a start that is cut short is begun again.
  await writeWhole(
    join(folder, 'mail-servers.json'),
    JSON.stringify(
      { version: VERSION, madeAt: now.toISOString(), servers: mail.servers, web: mail.web },
      null,
      2,
    ),
  );
  return mail;
}

async function readKept(folder: string, now: Date): Promise<Identities | undefined> {
  try {
    await Promise.all(MADE_TOGETHER.map((name) => access(join(folder, name))));
    const kept: unknown = JSON.parse(await readFile(join(folder, 'mail-servers.json'), 'utf8'));
    return isKept(kept) && isFresh(kept.madeAt, now) ? kept : undefined;
  } catch {
    return undefined;
  }
}

interface Kept extends Identities {
  readonly version: typeof VERSION;
  readonly madeAt: string;
}

/** Our own file, written whole or not at all: its version tells its shape. */
function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === VERSION;
}

function isFresh(madeAt: string, now: Date): boolean {
  const age = now.getTime() - Date.parse(madeAt);
  return age >= 0 && age < KEEP_DAYS * DAY_MS;
}

/** Readable by the owner only: some hold keys. Written beside and renamed, so that nobody reads half a file. */
async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${String(process.pid)}.new`;
  await writeFile(beside, content, { mode: 0o600 });
  await rename(beside, path);
}
