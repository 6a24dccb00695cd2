import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, serverProgram, startProgram } from './server-program.ts';

export interface DirectoryEntry {
  readonly mail: string;
  readonly certificates: readonly Buffer[];
}

export interface RunningDirectory {
  readonly url: string;
  readonly base: string;
  readonly stop: () => Promise<void>;
}

const BASE = 'c=DK';
const SCHEMAS = ['/etc/ldap/schema', '/etc/openldap/schema'];

/** A real slapd on loopback with a person per entry; stops and removes its folder at the end. */
export async function startSlapd(entries: readonly DirectoryEntry[]): Promise<RunningDirectory> {
  const folder = mkdtempSync(join(tmpdir(), 'slapd-'));
  mkdirSync(join(folder, 'db'));
  const conf = join(folder, 'slapd.conf');
  writeFileSync(conf, configuration(folder));
  writeFileSync(join(folder, 'data.ldif'), ldif(entries));
  execFileSync(serverProgram('slapadd'), ['-q', '-f', conf, '-l', join(folder, 'data.ldif')], {
    stdio: 'pipe',
  });
  const port = await freePort();
  const url = `ldap://127.0.0.1:${port}`;
  const running = await startProgram('slapd', ['-d', '0', '-h', `${url}/`, '-f', conf], port);
  const stop = async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, base: BASE, stop };
}

function configuration(folder: string): string {
  const schema = SCHEMAS.find((path) => existsSync(join(path, 'core.schema'))) ?? SCHEMAS[0];
  return [
    ...['core', 'cosine', 'inetorgperson'].map((name) => `include ${schema}/${name}.schema`),
    'modulepath /usr/lib/ldap',
    'moduleload back_mdb',
    `pidfile ${folder}/slapd.pid`,
    `argsfile ${folder}/slapd.args`,
    'database mdb',
    `suffix "${BASE}"`,
    `rootdn "cn=admin,${BASE}"`,
    `directory ${folder}/db`,
    'index objectClass,mail eq',
    'access to * by * read',
    '',
  ].join('\n');
}

function ldif(entries: readonly DirectoryEntry[]): string {
  const people = entries.map(({ mail, certificates }, index) =>
    [
      `dn: uid=p${index},${BASE}`,
      'objectClass: inetOrgPerson',
      'objectClass: extensibleObject',
      `uid: p${index}`,
      `cn:: ${Buffer.from(`Person ${index}`).toString('base64')}`,
      'sn: Person',
      `mail:: ${Buffer.from(mail).toString('base64')}`,
      ...certificates.map((der) => `userCertificate;binary:: ${der.toString('base64')}`),
      '',
    ].join('\n'),
  );
  return [`dn: ${BASE}\nobjectClass: country\nc: DK\n`, ...people].join('\n');
}
