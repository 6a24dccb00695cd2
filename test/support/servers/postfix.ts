import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, serverProgram, startProgram } from './server-program.ts';

/** One of Postfix's doors: a certificate, if it shows one, and what else differs in smtpd's settings. */
export interface MailDoor {
  readonly certificate?: { readonly pem: string; readonly keyPem: string };
  readonly settings?: Readonly<Record<string, string>>;
  /** Where it listens; default: a free port on 127.0.0.1. */
  readonly at?: { readonly host: string; readonly port: number };
}

export interface RunningPostfix {
  /** The port of each door, by the door's name. */
  readonly ports: ReadonlyMap<string, number>;
  /** The folder with its main.cf, for programs of Postfix that read one. */
  readonly configuration: string;
  /** The lines of its log so far that hold the word. */
  readonly log: (word: string) => readonly string[];
  readonly stop: () => Promise<void>;
}

export const ONLY_TLS_1_2 = { smtpd_tls_protocols: '!SSLv2, !SSLv3, !TLSv1, !TLSv1.1, !TLSv1.3' } as const;

/** TLS as it was in 1999; its signatures are too weak for the usual security level of OpenSSL. */
export const ONLY_TLS_1_0 = {
  smtpd_tls_protocols: '!SSLv2, !SSLv3, !TLSv1.1, !TLSv1.2, !TLSv1.3',
  tls_medium_cipherlist: 'ALL:@SECLEVEL=0',
} as const;

/** Should a test be killed, its Postfix leaves by itself after this many seconds. */
const LONGEST_LIFE_S = 180;

/** What smtpd leans on. There is no queue manager and no delivery agent: no mail can come in or leave. */
const HELPERS = [
  'tlsmgr unix - - n 1000? 1 tlsmgr',
  'anvil unix - - n - 1 anvil',
  'rewrite unix - - n - - trivial-rewrite',
  'postlog unix-dgram n - n - 1 postlogd',
];

/** A real Postfix on loopback with one smtpd per door, all in a folder of its own. Needs root. */
export async function startPostfix(doors: Readonly<Record<string, MailDoor>>): Promise<RunningPostfix> {
  // Postfix drops to its own user, and for that it begins as root.
  if (process.getuid?.() !== 0) throw new Error('This test starts Postfix, which needs root: sudo npm test');
  const master = join(compiledIn('daemon_directory'), 'master');
  const folder = makeFolder();
  const places = new Map<string, { readonly host: string; readonly port: number }>();
  const services: string[] = [];
  for (const [name, door] of Object.entries(doors)) {
    const at = door.at ?? { host: '127.0.0.1', port: await freePort() };
    places.set(name, at);
    services.push(smtpd({ folder, name, door, ...at }));
  }
  const ports = new Map([...places].map(([name, { port }]) => [name, port]));
  writeFileSync(join(folder, 'etc/main.cf'), mainConfiguration(folder));
  writeFileSync(join(folder, 'etc/master.cf'), [...services, ...HELPERS, ''].join('\n'));
  const args = ['-c', join(folder, 'etc'), '-s', '-e', String(LONGEST_LIFE_S)];
  // The parts that master has just told to leave may still write there.
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const running = await startProgram(master, args, ...places.values());
    const log = (word: string) =>
      readFileSync(join(folder, 'mail.log'), 'utf8')
        .split('\n')
        .filter((line) => line.includes(word));
    const configuration = join(folder, 'etc');
    return { ports, configuration, log, stop: () => running.stop().then(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A setting as it was built in; the system's own main.cf is not read. */
function compiledIn(setting: string): string {
  return execFileSync(serverProgram('postconf'), ['-d', '-h', setting], { encoding: 'utf8' }).trim();
}

/** The folders that Postfix expects, owned as it demands. */
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postfix-'));
  chmodSync(folder, 0o755);
  const owner = Number(execFileSync('id', ['-u', compiledIn('mail_owner')], { encoding: 'utf8' }));
  for (const path of ['etc', 'queue/pid']) mkdirSync(join(folder, path), { recursive: true });
  for (const path of ['queue/private', 'queue/public', 'data']) {
    mkdirSync(join(folder, path), { mode: 0o700 });
    chownSync(join(folder, path), owner, 0);
  }
  return folder;
}

function mainConfiguration(folder: string): string {
  return `compatibility_level = 2
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/mail.log
maillog_file_prefixes = ${folder}
myhostname = mx.partner.example
mydestination =
mynetworks = 127.0.0.1/32
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_peername_lookup = no
local_recipient_maps =
alias_maps =
smtpd_tls_security_level = may
`;
}

interface Service {
  readonly folder: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly door: MailDoor;
}

function smtpd({ folder, name, host, port, door: { certificate, settings = {} } }: Service): string {
  const files: Record<string, string> = {};
  if (certificate !== undefined) {
    files['smtpd_tls_cert_file'] = join(folder, 'etc', `${name}.pem`);
    files['smtpd_tls_key_file'] = join(folder, 'etc', `${name}.key`);
    writeFileSync(files['smtpd_tls_cert_file'], certificate.pem);
    writeFileSync(files['smtpd_tls_key_file'], certificate.keyPem, { mode: 0o600 });
  }
  const options = Object.entries({ ...files, ...settings }).map(([key, value]) => `-o { ${key} = ${value} }`);
  return `${host}:${port} inet n - n - - smtpd ${options.join(' ')}`;
}
