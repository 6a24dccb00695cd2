import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, serverProgram, startProgram } from './server-program.ts';

export interface DirectoryEntry {
  readonly mail: string | readonly string[];
  readonly certificates: readonly Buffer[];
}

export interface DirectoryWish {
  /** With it the directory speaks TLS, and nothing else. */
  readonly tls?: { readonly pem: string; readonly keyPem: string };
  /** Lines of slapd.conf at the end of the database's part, such as `sizelimit 5`. */
  readonly settings?: readonly string[];
  /** Another directory that this one sends on to for a part of its tree. */
  readonly refersTo?: string;
}

export interface RunningDirectory {
  readonly url: string;
  readonly base: string;
  /** Ends the program; `start` brings it back on the same port with the same entries. */
  readonly halt: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const BASE = 'c=DK';
const SCHEMAS = ['/etc/ldap/schema', '/etc/openldap/schema'];

/** A real slapd on loopback with a person per entry; `stop` removes its folder too. */
export async function startSlapd(
  entries: readonly DirectoryEntry[],
  wish: DirectoryWish = {},
): Promise<RunningDirectory> {
  const folder = mkdtempSync(join(tmpdir(), 'slapd-'));
  mkdirSync(join(folder, 'db'));
  const conf = join(folder, 'slapd.conf');
  writeFileSync(conf, configuration(folder, wish));
  writeFileSync(join(folder, 'data.ldif'), ldif(entries, wish));
  execFileSync(serverProgram('slapadd'), ['-q', '-f', conf, '-l', join(folder, 'data.ldif')], {
    stdio: 'pipe',
  });
  const port = await freePort();
  const url = `${wish.tls === undefined ? 'ldap' : 'ldaps'}://127.0.0.1:${port}`;
  const run = () => startProgram('slapd', ['-d', '0', '-h', `${url}/`, '-f', conf], port);
  let running = await run();
  const stop = async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const start = async () => {
    running = await run();
  };
  return { url, base: BASE, halt: () => running.stop(), start, stop };
}

function configuration(folder: string, { tls, settings = [] }: DirectoryWish): string {
  const schema = SCHEMAS.find((path) => existsSync(join(path, 'core.schema'))) ?? SCHEMAS[0];
  return [
    ...['core', 'cosine', 'inetorgperson'].map((name) => `include ${schema}/${name}.schema`),
    'modulepath /usr/lib/ldap',
    'moduleload back_mdb',
    `pidfile ${folder}/slapd.pid`,
    `argsfile ${folder}/slapd.args`,
    ...(tls === undefined ? [] : tlsSettings(folder, tls)),
    'database mdb',
    `suffix "${BASE}"`,
    `rootdn "cn=admin,${BASE}"`,
    `directory ${folder}/db`,
    'index objectClass,mail eq',
    ...settings,
    'access to * by * read',
    '',
  ].join('\n');
}

function tlsSettings(folder: string, { pem, keyPem }: { pem: string; keyPem: string }): readonly string[] {
  writeFileSync(join(folder, 'server.pem'), pem);
  writeFileSync(join(folder, 'server.key'), keyPem, { mode: 0o600 });
  return [
    `TLSCertificateFile ${folder}/server.pem`,
    `TLSCertificateKeyFile ${folder}/server.key`,
    'TLSVerifyClient never',
  ];
}

function ldif(entries: readonly DirectoryEntry[], { refersTo }: DirectoryWish): string {
  const people = entries.map(({ mail, certificates }, index) =>
    [
      `dn: uid=p${index},${BASE}`,
      'objectClass: inetOrgPerson',
      'objectClass: extensibleObject',
      `uid: p${index}`,
      `cn:: ${Buffer.from(`Person ${index}`).toString('base64')}`,
      'sn: Person',
      ...[mail].flat().map((value) => `mail:: ${Buffer.from(value).toString('base64')}`),
      ...certificates.map((der) => `userCertificate;binary:: ${der.toString('base64')}`),
      '',
    ].join('\n'),
  );
  const referral =
    refersTo === undefined
      ? []
      : [
          `dn: ou=elsewhere,${BASE}\nobjectClass: referral\nobjectClass: extensibleObject\nou: elsewhere\nref: ${refersTo}/ou=elsewhere,${BASE}\n`,
        ];
  return [`dn: ${BASE}\nobjectClass: country\nc: DK\n`, ...people, ...referral].join('\n');
}
