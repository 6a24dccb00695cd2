import { ResultCodeError } from 'ldapts';
import { AppError } from '../app-error.ts';

/** Result codes of RFC 4511 §4.1.9 that depend on how much was asked for, or on one of several addresses. */
const ABOUT_THE_QUESTION: ReadonlySet<number> = new Set([1, 2, 3, 4, 11, 18, 19, 21, 53, 70, 80]);
const SIZE_LIMIT_EXCEEDED = 4;

const NEEDS_SIGN_IN =
  'It does not let itself be asked without signing in: its keeper must allow that from here.';
/** What IT can do, by the server's result code. */
const BY_RESULT: ReadonlyMap<number, string> = new Map([
  [
    3,
    'It does not finish a search in time: its attribute needs an index there, or "timeoutSeconds" must be longer.',
  ],
  [4, 'It gives fewer entries than one question needs: its size limit must be larger.'],
  [7, NEEDS_SIGN_IN],
  [8, NEEDS_SIGN_IN],
  [10, 'It sends on to another directory: write that one in "url".'],
  [13, 'It lets itself be asked over TLS only: write ldaps:// in "url".'],
  [32, 'It has no such "base": write one that is there.'],
  [34, 'Its "base" is not a name that a directory understands, such as c=DK.'],
  [48, NEEDS_SIGN_IN],
  [50, NEEDS_SIGN_IN],
  [53, NEEDS_SIGN_IN],
]);

const UNTRUSTED = 'Its certificate is not trusted here: name a PEM file with its root in "trust".';
/** What IT can do, by the code of the network's or OpenSSL's error. */
const BY_NETWORK: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'Its host is not known: correct "url".'],
  ['EAI_AGAIN', 'Its host could not be looked up: check DNS.'],
  ['ECONNREFUSED', 'Nobody listens there: correct host and port in "url".'],
  ['EPROTO', 'It does not speak TLS there: correct the port, or write ldap:// in "url".'],
  ['ECONNRESET', 'It ends the connection: correct "url", or ask its keeper.'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'Its certificate is for another name: write that name in "url".'],
  ['CERT_HAS_EXPIRED', 'Its certificate has expired: its keeper must renew it.'],
  ['CERT_NOT_YET_VALID', 'Its certificate is not valid yet: its keeper must renew it.'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', UNTRUSTED],
  ['SELF_SIGNED_CERT_IN_CHAIN', UNTRUSTED],
  ['UNABLE_TO_GET_ISSUER_CERT', UNTRUSTED],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNTRUSTED],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNTRUSTED],
]);

/** Whether fewer addresses in one question may get an answer where many did not. */
export function isAboutTheQuestion(cause: unknown): boolean {
  if (cause instanceof ResultCodeError) return ABOUT_THE_QUESTION.has(cause.code);
  return cause instanceof AppError && cause.code === 'directory.too-large';
}

/** The server has more entries than it gives at once. */
export function isCutShort(cause: unknown): boolean {
  return cause instanceof ResultCodeError && cause.code === SIZE_LIMIT_EXCEEDED;
}

/** The one error for a directory that could not be asked; it says why, and what to do. */
export function directoryTrouble(name: string, cause: unknown): AppError {
  const message = `The certificate directory "${name}" cannot be asked. ${reasonFor(cause)}`;
  return new AppError('directory.unreachable', message.trim(), { cause });
}

function reasonFor(cause: unknown): string {
  if (cause instanceof AppError) return cause.message;
  if (cause instanceof ResultCodeError) return BY_RESULT.get(cause.code) ?? '';
  if (typeof cause !== 'object' || cause === null) return '';
  if ('name' in cause && cause.name === 'TimeoutError') return 'It was not in time.';
  return 'code' in cause && typeof cause.code === 'string' ? (BY_NETWORK.get(cause.code) ?? '') : '';
}
