import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, serverProgram } from './server-program.ts';
import type { RunningProgram } from './server-program.ts';

/** A certificate that OpenSSL made, with its key. */
export interface Issued {
  readonly path: string;
  readonly keyPath: string;
  readonly der: Buffer;
  readonly pem: string;
  /** In hexadecimal, as in an index of `openssl ca`. */
  readonly serial: string;
}

export interface IssueWish {
  readonly subject?: string;
  readonly issuer?: Issued;
  /** As `openssl req -newkey` has it, such as `rsa:2048`; the default is a key on P-256. */
  readonly key?: string;
  /** Lines of the section of extensions. */
  readonly extensions?: readonly string[];
  readonly days?: number;
  readonly serial?: string;
  readonly more?: readonly string[];
  /** Lines that the configuration ends with, such as `[names]` and what stands there. */
  readonly sections?: readonly string[];
  /** A key that is there already. */
  readonly keyPath?: string;
}

export interface Revoked {
  readonly serial: string;
  readonly reason?: string;
}

/** A folder in which OpenSSL makes certificates, revocation lists and OCSP replies, and judges ours. */
export interface OpensslFolder {
  readonly path: string;
  issue(wish: IssueWish): Issued;
  /** A revocation list in DER; `extensions` are lines of a section of the configuration. */
  revocationList(issuer: Issued, revoked: readonly Revoked[], wish?: ListWish): Buffer;
  /** What `openssl verify` says: empty when all is well, else its error. */
  verify(leaf: Issued, args: readonly string[]): string;
  /** One reply by `openssl ocsp` to a request in DER. */
  ocspReply(request: Buffer, wish: ResponderWish): Buffer;
  startResponder(wish: ResponderWish): Promise<RunningProgram & { readonly port: number }>;
  remove(): void;
}

export interface ListWish {
  readonly extensions?: readonly string[];
  readonly days?: number;
  readonly digest?: string;
}

export interface ResponderWish {
  readonly issuer: Issued;
  /** Default: the issuer itself. */
  readonly signer?: Issued;
  readonly known: readonly (Revoked & { readonly isRevoked: boolean })[];
  readonly more?: readonly string[];
}

export const AUTHORITY = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];

/** Runs OpenSSL, and throws what it says when it fails. */
function run(args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(serverProgram('openssl'), [...args], { cwd });
  if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr.toString()}`);
}

/** It must not be tried whether the port is open: the responder ends at a connection that asks nothing. */
async function startListening(args: readonly string[]): Promise<RunningProgram> {
  const child = spawn(serverProgram('openssl'), [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('waiting for OCSP client connections')) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void gone.then(() => reject(new Error(`openssl did not start: ${said}`)));
  });
  return {
    async stop() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

export function openOpenssl(): OpensslFolder {
  const path = mkdtempSync(join(tmpdir(), 'openssl-'));
  let count = 0;
  const file = (name: string) => join(path, `${String(count)}.${name}`);
  const writeIndex = (name: string, lines: readonly string[]) => {
    writeFileSync(name, lines.join(''));
    writeFileSync(`${name}.attr`, 'unique_subject = no\n');
  };
  const responderArgs = ({ issuer, signer = issuer, known, more = ['-ndays', '1'] }: ResponderWish) => {
    count++;
    writeIndex(file('index'), known.map(indexLine));
    const of = [
      '-index',
      file('index'),
      '-CA',
      issuer.path,
      '-rsigner',
      signer.path,
      '-rkey',
      signer.keyPath,
    ];
    return ['ocsp', ...of, ...more];
  };
  return {
    path,
    issue(wish) {
      count++;
      const at = file('pem');
      const { keyPath = file('key') } = wish;
      writeFileSync(file('cnf'), configurationOf(wish));
      const isNew = wish.keyPath === undefined;
      const serial = wish.serial ?? `4${String(count).padStart(15, '0')}`;
      const { key = 'ec', subject = '/CN=Anna Lund', issuer, days = 30, more = [] } = wish;
      run(
        [
          ...['req', '-x509', '-config', file('cnf')],
          ...(isNew ? ['-nodes', '-newkey', key, '-keyout', keyPath] : ['-new', '-key', keyPath]),
          ...(isNew && key === 'ec' ? ['-pkeyopt', 'ec_paramgen_curve:P-256'] : []),
          ...['-subj', subject, '-days', String(days), '-set_serial', `0x${serial}`, '-out', at],
          ...(issuer === undefined ? [] : ['-CA', issuer.path, '-CAkey', issuer.keyPath]),
          ...more,
        ],
        path,
      );
      const pem = readFileSync(at, 'utf8');
      const der = Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
      return { path: at, keyPath, der, pem, serial: serial.toUpperCase() };
    },
    revocationList(issuer, revoked, { extensions = [], days = 7, digest = 'sha256' } = {}) {
      count++;
      writeIndex(
        file('index'),
        revoked.map((one) => indexLine({ ...one, isRevoked: true })),
      );
      writeFileSync(
        file('cnf'),
        [
          `[ca]\ndefault_ca=one\n[one]\ndatabase=${file('index')}\ncrl_extensions=list`,
          `default_md=${digest}\n[list]\n${extensions.join('\n')}\n`,
        ].join('\n'),
      );
      const to = ['-crldays', String(days), '-out', file('crl')];
      const by = ['-cert', issuer.path, '-keyfile', issuer.keyPath];
      run(['ca', '-config', file('cnf'), '-gencrl', ...by, ...to], path);
      run(['crl', '-in', file('crl'), '-outform', 'DER', '-out', file('der')], path);
      return readFileSync(file('der'));
    },
    verify(leaf, args) {
      const { stdout, stderr, status } = spawnSync(
        serverProgram('openssl'),
        ['verify', '-no-CApath', '-no-CAstore', ...args, leaf.path],
        { cwd: path },
      );
      const said = /error \d+ at \d+ depth lookup: (.*)/.exec(`${stdout}${stderr}`)?.[1];
      return status === 0 ? '' : (said ?? `${stdout}${stderr}`);
    },
    ocspReply(request, wish) {
      const args = responderArgs(wish);
      writeFileSync(file('request'), request);
      run([...args, '-reqin', file('request'), '-respout', file('reply')], path);
      return readFileSync(file('reply'));
    },
    async startResponder(wish) {
      const port = await freePort();
      const args = [...responderArgs(wish), '-port', String(port)];
      return { ...(await startListening(args)), port };
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}

function configurationOf({ extensions = [], sections = [] }: IssueWish): string {
  const request = ['[req]', 'distinguished_name=dn', 'x509_extensions=ext', '[dn]', '[ext]'];
  return [...request, ...extensions, ...sections, ''].join('\n');
}

/** One line of the index of `openssl ca`: state, end, time and reason of the revocation, serial number, file, name. */
function indexLine({ serial, reason, isRevoked }: Revoked & { readonly isRevoked: boolean }): string {
  const revokedAt = isRevoked ? `260101000000Z${reason === undefined ? '' : `,${reason}`}` : '';
  const even = serial.length % 2 === 0 ? serial : `0${serial}`;
  return `${isRevoked ? 'R' : 'V'}\t361231000000Z\t${revokedAt}\t${even}\tunknown\t/CN=x\n`;
}
