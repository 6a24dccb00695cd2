import { addressKey, domainOf, isDomainWithin } from '../../../domain/address.ts';
import type { PlaygroundRecipient } from '../../model/types.ts';
import type { TypedRecipient } from './parse-recipients.ts';

/** Somebody the mail system knows by name: colleagues, lists, contacts. */
export interface DirectoryEntry {
  readonly name: string;
  readonly address: string;
  readonly type: PlaygroundRecipient['type'];
}

export const OWN_DOMAIN = 'phv.example';

/** Makes a chip of what was typed: names and types come from the directory, as Outlook's "check names" does. */
export function resolveRecipient(
  typed: TypedRecipient,
  directory: readonly DirectoryEntry[],
): PlaygroundRecipient {
  if (typed.kind === 'text') return resolveName(typed.text, directory);
  const { address, name } = typed;
  const known = directory.find((entry) => addressKey(entry.address) === addressKey(address));
  if (known !== undefined) return { ...known, name: name === '' ? known.name : name, isResolved: true };
  const isOwn = isDomainWithin(domainOf(address), OWN_DOMAIN);
  return { address, name, type: isOwn ? 'user' : 'externalUser', isResolved: true };
}

/** The line with the newcomers behind; whoever stands there already is not added twice. */
export function withRecipients(
  line: readonly PlaygroundRecipient[],
  newcomers: readonly PlaygroundRecipient[],
): readonly PlaygroundRecipient[] {
  return newcomers.reduce<readonly PlaygroundRecipient[]>(
    (whole, one) => (whole.some((other) => keyOf(other) === keyOf(one)) ? whole : [...whole, one]),
    line,
  );
}

/** What a chip shows: the name, else the address. */
export function shownName({ name, address }: PlaygroundRecipient): string {
  return name === '' ? address : name;
}

function resolveName(text: string, directory: readonly DirectoryEntry[]): PlaygroundRecipient {
  const matches = directory.filter((entry) => addressKey(entry.name) === addressKey(text));
  const [only] = matches;
  if (only !== undefined && matches.length === 1) return { ...only, isResolved: true };
  return { address: '', name: text, type: 'other', isResolved: false };
}

function keyOf({ address, name }: PlaygroundRecipient): string {
  return addressKey(address) || `name:${addressKey(name)}`;
}
