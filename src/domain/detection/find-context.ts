import { CONTEXT_CATEGORIES } from '../finding.ts';
import type { ContextCategory, FindingReason } from '../finding.ts';
import { isAboutPerson } from './person-near.ts';
import { SENSITIVE_WORDS, TOPICS } from './words/sensitive-words.ts';

/** A sensitive word that is about somebody. */
export interface ContextFound {
  readonly category: ContextCategory;
  readonly start: number;
  readonly end: number;
  readonly reasons: readonly FindingReason[];
}

/** Where something stands. */
interface Place {
  readonly start: number;
  readonly end: number;
}

interface Entry {
  readonly word: string;
  readonly isOpen: boolean;
  readonly isTopic: boolean;
  readonly category: ContextCategory;
}

const LETTERS_OF_KEY = 3;
const FILTER_SIZE = 32_768;
/** Characters on either side that belong to a sentence at most. */
const SENTENCE_REACH = 160;
/** Characters in which an identity number makes a word be about its owner. */
const NUMBER_REACH = 120;
const ENDING =
  /^(?:e|t|n|r|s|a|en|et|er|ne|es|an|ar|or|na|de|te|at|ad|ed|ens|ets|ene|erne|arna|orna|ade|ades|erna|ernes|ingen)?$/;
const LETTER = /[\wæøåäöéü-]/i;

const ENTRIES = entriesByKey();
const FILTER = filterOf(ENTRIES);

/**
 * Sensitive words near a person (GDPR articles 9 and 10): the word stands in a sentence about somebody, or beside an
 * identity number. `numbers` are the places of those, in order. Topic words alone are no data.
 */
export function findContext(text: string, numbers: readonly Place[]): readonly ContextFound[] {
  const found: ContextFound[] = [];
  let isInWord = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isLetter = isLetterCode(code);
    if (isLetter && !isInWord && FILTER[hashAt(text, at)] === 1) {
      const match = entryAt(text, at);
      if (match !== undefined && isPersonal({ text, start: at, ...match }, numbers)) {
        const { end, entry } = match;
        found.push({ category: entry.category, start: at, end, reasons: ['sensitive-word', 'person-near'] });
      }
    }
    isInWord = isLetter;
  }
  return found;
}

interface Match {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly entry: Entry;
}

function isPersonal({ text, start, end, entry }: Match, numbers: readonly Place[]): boolean {
  const before = sentenceBefore(text.slice(Math.max(0, start - SENTENCE_REACH), start));
  const after = sentenceAfter(text.slice(end, end + SENTENCE_REACH));
  if (isNumberNear(numbers, { start: start - NUMBER_REACH, end: end + NUMBER_REACH })) return true;
  if (TAUGHT_BEFORE.test(before) || TECHNICAL_AFTER.test(after)) return false;
  if (entry.isTopic) return OWNED_BEFORE.test(before);
  return isAboutPerson(`${before} … ${after}`);
}

/** "kursus i depression", "en artikel om kræft" */
const TAUGHT_BEFORE =
  /(?:kurs|eksamen|tenta|modul|pensum|undervis|underviser|forelæs|föreläs|foredrag|oplæg|temadag|tema|konferen|webinar|seminar|artik|rapport|forsk|projekt|studie|studi|bog|bok|kampagne|kampanj|viden|emne|ämne|course|lecture|exam|research|article|report|book|conference|training|lektion|opgave|uppsats|speciale|behandling|forebyggelse)\S*(?:\s\S+){0,2}\s(?:i|om|af|for|på|in|on|about|of|kring|mod|mot)\s(?:\S+\s){0,2}$/i;
/** "diagnose af fejlen i serveren" */
const TECHNICAL_AFTER =
  /^\S*(?:\s\S+){0,2}\s\S*(?:fejl|server|system|motor|netværk|nätverk|software|program|printer|computer|dator|database|maskin|error|bug|network|engine|uddannelse|utbildning|eksamen|research|forsk)/i;
/** "hendes diagnose", "min søns behandling", "Annas gæld" */
const OWNED_BEFORE =
  /(?:\b(?:hans|hendes|hennes|his|hänen|sin|sit|sitt|sine)|[A-ZÆØÅÄÖ][a-zæøåäöé]+[s’']s?|(?:patientens|borgerens|elevens|klientens|medarbejderens|studerendes|barnets|brukarens|medarbetarens|søns|datters|sons|dotters|mands|kones|mors|fars))\s(?:\S+\s)?$/;

function sentenceBefore(text: string): string {
  return text.replace(/^[^]*(?:[.!?](?=\s)|\n)/, '');
}

function sentenceAfter(text: string): string {
  return text.replace(/(?:[.!?](?=\s)|\n)[^]*$/, '').slice(0, SENTENCE_REACH);
}

/** Whether a number stands in the stretch; they are in order, so that half of them go at each look. */
function isNumberNear(numbers: readonly Place[], { start, end }: Place): boolean {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const number = numbers[middle];
    if (number !== undefined && number.end < start) low = middle + 1;
    else high = middle;
  }
  const next = numbers[low];
  return next !== undefined && next.start <= end;
}

function entryAt(text: string, start: number): { readonly entry: Entry; readonly end: number } | undefined {
  const key = text.slice(start, start + LETTERS_OF_KEY).toLowerCase();
  const candidates = ENTRIES.get(key);
  if (candidates === undefined) return undefined;
  for (const entry of candidates) {
    const stemEnd = start + entry.word.length;
    if (!isAlike(text.charCodeAt(start + LETTERS_OF_KEY), entry.word.charCodeAt(LETTERS_OF_KEY))) continue;
    if (text.slice(start, stemEnd).toLowerCase() !== entry.word) continue;
    let end = stemEnd;
    while (end - stemEnd < LONGEST_ENDING && LETTER.test(text.charAt(end))) end++;
    if (entry.isOpen || ENDING.test(text.slice(stemEnd, end).toLowerCase())) return { entry, end };
  }
  return undefined;
}
const LONGEST_ENDING = 24;

/** The same letter in either case, or beyond the word: looked at before anything is copied. */
function isAlike(written: number, wanted: number): boolean {
  return !(wanted > 0) || (written & 31) === (wanted & 31);
}

function entriesByKey(): ReadonlyMap<string, readonly Entry[]> {
  const entries = new Map<string, Entry[]>();
  for (const [lists, isTopic] of [
    [SENSITIVE_WORDS, false],
    [TOPICS, true],
  ] as const) {
    for (const category of CONTEXT_CATEGORIES) {
      for (const written of lists[category].split(' ')) {
        const word = written.replace('*', '').replace(/_/g, ' ');
        const key = word.slice(0, LETTERS_OF_KEY);
        const entry: Entry = { word, isOpen: written.endsWith('*'), isTopic, category };
        entries.set(key, [...(entries.get(key) ?? []), entry]);
      }
    }
  }
  return entries;
}

function filterOf(entries: ReadonlyMap<string, unknown>): Uint8Array {
  const filter = new Uint8Array(FILTER_SIZE);
  entries.forEach((_entries, key) => (filter[hashAt(key, 0)] = 1));
  return filter;
}

/** Of the first three letters, five bits each: upper and lower case alike, exact for ASCII. */
function hashAt(text: string, at: number): number {
  const first = text.charCodeAt(at) & 31;
  const second = text.charCodeAt(at + 1) & 31;
  return (first << 10) | (second << 5) | (text.charCodeAt(at + 2) & 31);
}

/** Letters of ASCII and Latin-1, and digits, so that no word begins in the middle of a name of a file or a code. */
const IS_LETTER = letterTable();

function isLetterCode(code: number): boolean {
  return code > 255 || IS_LETTER[code] === 1;
}

function letterTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (let code = 0; code < 256; code++)
    table[code] = /[0-9a-z\u00c0-\u00ff]/i.test(String.fromCharCode(code)) ? 1 : 0;
  return table;
}
