import type { FindingType } from '../finding.ts';
import { card } from './kinds/card.ts';
import { dkCpr } from './kinds/dk-cpr.ts';
import { fiHetu } from './kinds/fi-hetu.ts';
import { healthCard } from './kinds/health-card.ts';
import { iban } from './kinds/iban.ts';
import { isKennitala } from './kinds/is-kennitala.ts';
import { noFnr } from './kinds/no-fnr.ts';
import { passport } from './kinds/passport.ts';
import { sePersonnummer } from './kinds/se-personnummer.ts';
import { headRow } from './head-cells.ts';
import { likeliest } from './likeliest.ts';
import type { Found } from './likeliest.ts';
import { weigh } from './number-kind.ts';
import type { NumberKind, Weighed } from './number-kind.ts';
import { shortGroupsIn } from './short-groups.ts';
import { digitsFrom, isDigitAt, isLetterAt, runEnd, stretchAt } from './stretch.ts';
import { isHeadCell, surroundingsIn } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

const KINDS: readonly NumberKind[] = [
  dkCpr,
  sePersonnummer,
  noFnr,
  fiHetu,
  isKennitala,
  iban,
  card,
  passport,
  healthCard,
];
const ANY_LABEL = new RegExp(KINDS.map(({ label }) => label.source).join('|'));
/** Digits of the shortest number without letters: a passport's. */
const SHORTEST = 8;
/** The same for numbers that begin with a short group: a date. */
const SHORTEST_IN_GROUPS = 10;

/**
 * All numbers of a normal text, in one pass for all kinds: every run of digits goes to the kinds that can begin with so
 * many.
 */
export function findNumbers(text: string, types: readonly FindingType[]): readonly Found[] {
  const byFirst = kindsByFirst(types);
  const around = surroundingsIn(text, ANY_LABEL);
  const found: Found[] = [];
  const restOfRow = shortGroupsIn(text);
  for (let at = nextDigit(text, 0); at < text.length;) {
    const rest = restOfRow(at);
    if (rest > at) {
      at = nextDigit(text, restOfRun(text, rest));
      continue;
    }
    const best = numberAt({ text, at, kinds: byFirst[runEnd(text, at) - at] ?? [], around });
    if (best !== undefined) found.push(best);
    at = nextDigit(text, best?.end ?? restOfRun(text, at));
  }
  return found;
}

/** The heads of columns that hold for what comes below a text, as the head of a table. */
export function headsBelow(text: string): string {
  return headRow(text, (cell) => isHeadCell(cell, ANY_LABEL));
}

/** The kinds to ask for each length of a first run. */
function kindsByFirst(types: readonly FindingType[]): readonly (readonly NumberKind[])[] {
  const table: NumberKind[][] = [];
  for (const kind of KINDS) {
    if (!types.includes(kind.type)) continue;
    for (const first of kind.firsts) (table[first] ??= []).push(kind);
  }
  return table;
}

interface Place {
  readonly text: string;
  readonly at: number;
  readonly kinds: readonly NumberKind[];
  readonly around: Surroundings;
}

function numberAt({ text, at, kinds, around }: Place): Found | undefined {
  if (kinds.length === 0 || !isLongEnough(text, at)) return undefined;
  const stretch = stretchAt(text, at);
  const possible: Weighed[] = [];
  for (const kind of kinds) {
    const reading = kind.read(stretch);
    const weighed = reading === undefined ? undefined : weigh(kind, reading, around);
    if (weighed !== undefined) possible.push(weighed);
  }
  return likeliest(possible, text);
}

/** Nothing shorter is a number that counts, unless letters belong to it. */
function isLongEnough(text: string, at: number): boolean {
  const shortest = isDigitAt(text, at + 4) ? SHORTEST : SHORTEST_IN_GROUPS;
  return (
    digitsFrom(text, at) >= shortest ||
    isLetterAt(text, at - 1) ||
    isLetterAt(text, at + 6) ||
    isLetterAt(text, at + 7)
  );
}

function nextDigit(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isDigitAt(text, at)) at++;
  return at;
}

/** Nothing begins in the middle of a run. */
function restOfRun(text: string, start: number): number {
  let end = start + 1;
  while (isDigitAt(text, end)) end++;
  return end;
}
