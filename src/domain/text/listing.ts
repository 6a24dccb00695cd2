import type { FileFinding } from '../attachment.ts';
import type { Finding } from '../finding.ts';
import { maskValue } from '../finding.ts';
import type { Texts } from './texts.ts';

/** A recipient as it is named to the sender. */
export interface NamedRecipient {
  readonly address: string;
  readonly displayName: string;
}

/** A finding as it is told: with its value, or only by its kind and the file that it was read in. */
export type NamedFinding =
  Finding | FileFinding | (Pick<Finding, 'type' | 'category' | 'confidence'> & { readonly file: string });

const LONGEST_NAME = 60;
const MOST_NAMES = 3;
const LONGEST_FILE_NAME = 40;

/** The address, or the display name where there is none; shortened in the middle, so that start and domain stay readable. */
export function nameOf({ address, displayName }: NamedRecipient, texts: Texts): string {
  const name = address.trim() === '' ? displayName.trim() : address.trim();
  return shorten(name === '' ? texts.contactList : name, LONGEST_NAME);
}

/** `a`, `a og b`, `a, b og c`, `a, b, c og 4 til`. Each name once. */
export function listNames(recipients: readonly NamedRecipient[], texts: Texts): string {
  const names = [...new Set(recipients.map((recipient) => nameOf(recipient, texts)))];
  const shown = names.slice(0, MOST_NAMES);
  if (names.length > MOST_NAMES)
    return `${shown.join(', ')} ${texts.alert.andMore(names.length - MOST_NAMES)}`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} ${texts.alert.and} ${last}`;
}

/** `CPR-nummer (0101••-••••) i brødteksten`, and how many more there are. */
export function describeFindings(findings: readonly NamedFinding[], texts: Texts): string {
  const [first, ...rest] = findings;
  if (first === undefined) return '';
  const one = describeOne(first, texts);
  return rest.length === 0 ? one : `${one} ${texts.alert.andMore(rest.length)}`;
}

function describeOne(finding: NamedFinding, texts: Texts): string {
  const name = nameOfFinding(finding, texts);
  if ('file' in finding)
    return texts.alert.foundInside(name, texts.place.inside(shorten(finding.file, LONGEST_FILE_NAME)));
  return texts.alert.found(name, maskValue(finding.value), placeOf(finding, texts));
}

/** The kind of number, or what a sensitive word is about. */
export function nameOfFinding({ type, category }: Pick<Finding, 'type' | 'category'>, texts: Texts): string {
  return category === undefined ? texts.findingType[type] : texts.contextCategory[category];
}

/** Of what was found inside a file, the file; of what was found in its name, that. */
export function placeOf(finding: Finding | FileFinding, texts: Texts): string {
  const { part } = finding;
  if (part === 'subject' || part === 'body') return texts.place[part];
  const name = shorten(part.slice('attachment:'.length), LONGEST_FILE_NAME);
  return 'place' in finding ? texts.place.inside(name) : texts.place.attachment(name);
}

function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const half = Math.floor((longest - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}
