import { parseAddress } from '../../../domain/address.ts';

/** One entry of what a person typed or pasted: an address with or without a name, or text that is no address. */
export type TypedRecipient =
  | { readonly kind: 'address'; readonly address: string; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const ANGLE = /^(.*?)<([^<>]*)>\s*$/s;
const COMMENT = /^(\S+@\S+)\s+\(([^()]*)\)$/;

/**
 * Reads a list as people paste it: `Name <a@b>`, bare addresses, separated by comma, semicolon, tab or line break.
 * A comma before `<` belongs to the name (`Lund, Anna <a@b>`), unless an address stands before it.
 */
export function parseRecipients(text: string): readonly TypedRecipient[] {
  return splitOutsideQuotes(text, /[;\n\r\t]/)
    .flatMap(splitAtCommas)
    .flatMap(splitAtSpaces)
    .map(readOne)
    .filter((entry) => entry.kind === 'address' || entry.text !== '');
}

/** True when the text is one whole address, so that a space ends it. */
export function isWholeAddress(text: string): boolean {
  const trimmed = text.trim();
  if (/\s/.test(trimmed)) return false;
  const result = parseAddress(trimmed);
  return result.ok || result.problem === 'not-ascii-domain';
}

function splitOutsideQuotes(text: string, separator: RegExp): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    // A quote that is never closed must not swallow the rest of the list.
    if (/[\n\r]/.test(character)) isQuoted = false;
    if (!isQuoted && separator.test(character)) {
      pieces.push(piece);
      piece = '';
    } else piece += character;
  }
  return [...pieces, piece];
}

function splitAtCommas(piece: string): readonly string[] {
  const entries: string[] = [];
  let waiting = '';
  for (const part of splitOutsideQuotes(piece, /,/)) {
    const isNameInFront = waiting !== '';
    const joined = isNameInFront ? `${waiting},${part}` : part;
    if (part.includes('@')) {
      if (isNameInFront && !part.includes('<')) entries.push(waiting);
      entries.push(isNameInFront && part.includes('<') ? joined : part);
      waiting = '';
    } else waiting = joined;
  }
  return waiting === '' ? entries : [...entries, ...waiting.split(',')];
}

/** `a@b c@d`: only when every word is an address; a name keeps its spaces. */
function splitAtSpaces(entry: string): readonly string[] {
  const words = entry.trim().split(/\s+/);
  return words.length > 1 && words.every(isWholeAddress) ? words : [entry];
}

function readOne(entry: string): TypedRecipient {
  const text = entry.trim();
  const [, before = '', inside = ''] = ANGLE.exec(text) ?? [];
  const [, bare = '', comment = ''] = COMMENT.exec(text) ?? [];
  const candidate = (inside === '' ? bare || text : inside).trim().replace(/^mailto:/i, '');
  const address = candidate.replace(/^'(.*)'$/, '$1');
  if (!isWholeAddress(address)) return { kind: 'text', text };
  return { kind: 'address', address, name: unquote(before === '' ? comment : before) };
}

function unquote(name: string): string {
  const trimmed = name.trim();
  return trimmed
    .replace(/^"(.*)"$/s, '$1')
    .replace(/^'(.*)'$/s, '$1')
    .replace(/\\(.)/g, '$1')
    .trim();
}
