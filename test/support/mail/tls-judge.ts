import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MAIL_DOMAINS, nameOf } from './mail-domains.ts';
import type { MailDomain, MailDomainName } from './mail-domains.ts';
import { serverProgram } from '../servers/server-program.ts';

/** How the connection to a domain's mail server came out, in the classes that posttls-finger tells apart. */
export type Judgement = 'authenticated' | 'encrypted-only' | 'unauthenticated' | 'not-encrypted' | 'unknown';

export interface JudgeOptions {
  /** The folder with Postfix's main.cf. */
  readonly configuration: string;
  /** PEM file with the trusted authorities. */
  readonly anchors: string;
}

const run = promisify(execFile);
const WORST_FIRST: readonly Judgement[] = [
  'not-encrypted',
  'unauthenticated',
  'unknown',
  'encrypted-only',
  'authenticated',
];

/**
 * What Postfix makes of a domain when it may only send with TLS 1.2 or later: by DANE where there are TLSA records, by
 * the MX name otherwise. It asks the system's resolver, at port 25.
 */
export async function judgeDomain(name: MailDomainName, options: JudgeOptions): Promise<Judgement> {
  const wish: MailDomain = MAIL_DOMAINS[name];
  const domain = nameOf(name);
  // It stops at the first server that answers; ours is about all of them.
  const targets =
    wish.doors.length === 1 ? [domain] : wish.doors.map((_door, at) => `[mx${at + 1}.${domain}]`);
  const told = await Promise.all(
    targets.map((target) => finger([...howTo(wish), target, ...named(wish)], options)),
  );
  const judged = told.map(judgementOf);
  return WORST_FIRST.find((one) => judged.includes(one)) ?? 'unknown';
}

/** It knows no MTA-STS itself: an enforced policy becomes what Postfix is told then, the names that may match. */
function isEnforced({ sts, tlsa }: MailDomain): boolean {
  return sts?.mode === 'enforce' && sts.isAway !== true && tlsa === undefined;
}

function howTo(wish: MailDomain): readonly string[] {
  return ['-l', isEnforced(wish) ? 'secure' : 'dane'];
}

function named(wish: MailDomain): readonly string[] {
  if (!isEnforced(wish)) return [];
  return [wish.sts?.isForOther === true ? 'mx.elsewhere.test' : 'hostname'];
}

async function finger(args: readonly string[], { configuration, anchors }: JudgeOptions): Promise<string> {
  const limits = ['-t', '10', '-T', '10', '-p', '>=TLSv1.2', '-F', anchors];
  const { stdout, stderr } = await run(serverProgram('posttls-finger'), [...limits, ...args], {
    env: { ...process.env, MAIL_CONFIG: configuration },
  });
  return stdout + stderr;
}

function judgementOf(told: string): Judgement {
  const isEncrypted = /TLS connection established/.test(told);
  const isByRecord = /Matched DANE/.test(told);
  if (isEncrypted && /unsupported TLSA/.test(told) && !isByRecord) return 'encrypted-only';
  if (/Verified TLS connection established/.test(told)) return 'authenticated';
  if (isEncrypted) return 'unauthenticated';
  const hasTalked = /> EHLO /.test(told);
  if (/> STARTTLS\n.*< 5\d\d /.test(told)) return 'not-encrypted';
  if (/> STARTTLS/.test(told) && /SSL_connect error/.test(told)) return 'not-encrypted';
  return hasTalked && !/< 250[ -]STARTTLS/.test(told) ? 'not-encrypted' : 'unknown';
}
