import { childrenOf, malformed, readWhole } from './der.ts';
import type { DerNode } from './der.ts';
import { readEmailName } from './email-name.ts';
import type { EmailName } from './email-name.ts';

/** Names that certificates below an authority may and may not have (RFC 5280 §4.2.1.10), as GeneralName in DER. */
export interface NameConstraints {
  readonly permitted: readonly DerNode[];
  readonly excluded: readonly DerNode[];
}

/** The names of a certificate that constraints are about. */
export interface ConstrainedNames {
  readonly emails: readonly string[];
  /** Subject in DER. */
  readonly subject: Buffer;
  readonly altNames: readonly DerNode[];
}

const PERMITTED_TAG = 0xa0;
const EXCLUDED_TAG = 0xa1;
const EMAIL_TAG = 0x81;
const DIRECTORY_TAG = 0xa4;

/** Reads the extension; throws when it is none, or has distances, which nobody may use (RFC 5280 §4.2.1.10). */
export function readNameConstraints(value: Buffer): NameConstraints {
  const parts = childrenOf(readWhole(value));
  const names = (wanted: number) =>
    parts.filter(({ tag }) => tag === wanted).flatMap((part) => childrenOf(part).map(baseOf));
  return { permitted: names(PERMITTED_TAG), excluded: names(EXCLUDED_TAG) };
}

function baseOf(subtree: DerNode): DerNode {
  const [base, ...distances] = childrenOf(subtree);
  if (base === undefined || distances.length > 0) throw malformed();
  return base;
}

/**
 * True when every name keeps to the constraints. Addresses and distinguished names are compared; a name of another form
 * that is constrained counts as one that does not keep to them, and so does any subject where some are excluded, since
 * two spellings of one name need not have the same octets (RFC 5280 §7.1).
 */
export function keepsTo({ permitted, excluded }: NameConstraints, names: ConstrainedNames): boolean {
  const constrained = new Set([...permitted, ...excluded].map(({ tag }) => tag));
  return [...constrained].every((tag) => {
    const may = permitted.filter((name) => name.tag === tag);
    const mayNot = excluded.filter((name) => name.tag === tag);
    if (tag === EMAIL_TAG) return names.emails.every((email) => isAllowed(email, may, mayNot));
    if (tag === DIRECTORY_TAG) {
      return directoryNames(names).every(
        (name) => mayNot.length === 0 && may.some((base) => isBelow(name, base)),
      );
    }
    return names.altNames.every((name) => name.tag !== tag);
  });
}

function isAllowed(email: string, may: readonly DerNode[], mayNot: readonly DerNode[]): boolean {
  const name = readEmailName(email);
  if (name === undefined) return false;
  if (mayNot.some((base) => base.content.length === 0 || isWithin(name, textOf(base)))) return false;
  return may.length === 0 || may.some((base) => isWithin(name, textOf(base)));
}

/** A mailbox, all at a host, or (from a dot on) all below a domain. */
function isWithin({ local, domain }: EmailName, constraint: string): boolean {
  if (constraint.includes('@')) {
    const mailbox = readEmailName(constraint);
    return mailbox?.local === local && mailbox.domain === domain;
  }
  const wanted = constraint.toLowerCase();
  return wanted.startsWith('.') ? domain.endsWith(wanted) : domain === wanted;
}

function textOf({ content }: DerNode): string {
  return content.toString('latin1');
}

function directoryNames({ subject, altNames }: ConstrainedNames): readonly (readonly DerNode[])[] {
  const names = [
    subject,
    ...altNames.filter(({ tag }) => tag === DIRECTORY_TAG).map(({ content }) => content),
  ];
  return names.map((name) => childrenOf(readWhole(name))).filter((name) => name.length > 0);
}

/** The name begins with the parts of the base, octet by octet. */
function isBelow(name: readonly DerNode[], base: DerNode): boolean {
  const parts = childrenOf(readWhole(base.content));
  return parts.every((part, index) => name[index]?.whole.equals(part.whole) === true);
}
