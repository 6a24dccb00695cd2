import { Redactor } from '@redactpii/node';
import { SyncRedactor } from 'redact-pii';
import { scanText } from '../../src/domain/detection/scan-text.ts';
import { visibleText } from '../../src/domain/detection/visible-text.ts';
import { FINDING_TYPES } from '../../src/domain/finding.ts';
import type { Confidence } from '../../src/domain/finding.ts';
import { makeCorpus } from '../fixtures/mail-corpus/corpus.ts';
import type { Corpus, Line } from '../fixtures/mail-corpus/corpus.ts';
import { PROSE } from '../fixtures/mail-corpus/templates.ts';
import { judge } from './figure.ts';
import type { Figure } from './figure.ts';

const SEED = 20261126;
const SIZE = 20;
const ROUNDS = 5;
/** UTF-16 units; the slow peer takes minutes for a megabyte. */
const OUR_TEXT = 2_000_000;
const PEER_TEXT = 400_000;

/** What is compared: the numbers that somebody takes out of a line, in normal form. */
interface Finder {
  readonly name: string;
  readonly isFound: (line: Line, number: string) => boolean;
  readonly isClean: (text: string) => boolean;
  readonly read: (text: string) => unknown;
}

const NUMBERS = FINDING_TYPES.filter((type) => type !== 'context');
const normal = (text: string): string => text.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
const findingsIn = (text: string) => scanText(text, { part: 'body', types: NUMBERS });

const OURS: Finder = {
  name: 'ours',
  isFound: (line, number) => findingsIn(visibleText(line.html)).some(({ value }) => normal(value) === number),
  isClean: (text) => findingsIn(text).length === 0,
  read: (text) => scanText(text, { part: 'body', types: FINDING_TYPES }),
};

/** A redactor has found a number when its text is gone. */
function peer(name: string, redact: (text: string) => string): Finder {
  const digits = (text: string): string => text.replace(/\D/g, '');
  return {
    name,
    isFound: (line, number) => !normal(redact(visibleText(line.html))).includes(number),
    isClean: (text) => digits(redact(text)) === digits(text),
    read: redact,
  };
}

const redactPii = new SyncRedactor();
const redactor = new Redactor({ aggressive: true });
const PEERS: readonly Finder[] = [
  peer('redact-pii', (text) => redactPii.redact(text)),
  peer('@redactpii/node', (text) => redactor.redact(text)),
];

/** Recall, precision and speed of the detectors beside the two npm peers, on the same lines in the same run. */
export async function benchDetection(): Promise<readonly Figure[]> {
  const corpus = makeCorpus({ seed: SEED, size: SIZE });
  return [...recallByGroup(corpus), ...confidences(corpus), ...overall(corpus), ...speeds(corpus)];
}

function recallByGroup({ lines }: Corpus): readonly Figure[] {
  const groups = new Map<string, { readonly line: Line; readonly number: string }[]>();
  for (const line of lines) {
    for (const { type, text, passes } of line.expected) {
      const check = type === 'dk_cpr' ? (passes ? ', modulus 11 passes' : ', modulus 11 fails') : '';
      const name = `${type}${check}, ${line.isLabelled ? 'labelled' : 'no label'}`;
      groups.set(name, [...(groups.get(name) ?? []), { line, number: normal(text) }]);
    }
  }
  return [...groups].flatMap(([name, numbers]) => {
    const recall = ({ isFound }: Finder): number =>
      percent(numbers.filter(({ line, number }) => isFound(line, number)).length, numbers.length);
    const isDoubtful = name.includes('fails, no label');
    return PEERS.map((other) =>
      judge(
        { name: `recall: ${name} (${other.name})`, unit: '%', ours: recall(OURS), floor: recall(other) },
        { on: 'ours', atLeast: isDoubtful ? 80 : 98 },
      ),
    );
  });
}

/** Of what is reported with a confidence, how much is one of the numbers that were put there. */
function confidences({ lines }: Corpus): readonly Figure[] {
  const tally: Record<Confidence, { right: number; all: number }> = {
    high: { right: 0, all: 0 },
    medium: { right: 0, all: 0 },
    low: { right: 0, all: 0 },
  };
  for (const line of lines) {
    const expected = line.expected.map(({ text }) => normal(text));
    for (const { value, confidence } of findingsIn(visibleText(line.html))) {
      tally[confidence].all++;
      if (expected.includes(normal(value))) tally[confidence].right++;
    }
  }
  return (['high', 'medium', 'low'] as const).map((confidence) => {
    const { right, all } = tally[confidence];
    const figure = {
      name: `precision: ${confidence} confidence`,
      unit: '%',
      ours: percent(right, all),
      floor: 100,
    } as const;
    return judge(figure, { on: 'ours', atLeast: confidence === 'low' ? 80 : 99 });
  });
}

function overall({ lines, mails }: Corpus): readonly Figure[] {
  return [false, true].flatMap((isHeldOut) => {
    const part = isHeldOut ? 'held-out' : 'known';
    const own = lines.filter((line) => line.isHeldOut === isHeldOut);
    const ordinary = mails
      .filter((mail) => mail.isHeldOut === isHeldOut)
      .map(({ html }) => visibleText(html));
    return PEERS.flatMap((other) => [
      compare(`precision: ${part} lines (${other.name})`, { other, atLeast: 99 }, (finder) =>
        precision(finder, own),
      ),
      compare(`ordinary mail left alone: ${part} (${other.name})`, { other, atLeast: 98 }, ({ isClean }) =>
        percent(ordinary.filter(isClean).length, ordinary.length),
      ),
    ]);
  });
}

function compare(
  name: string,
  { other, atLeast }: { readonly other: Finder; readonly atLeast: number },
  measure: (finder: Finder) => number,
): Figure {
  return judge({ name, unit: '%', ours: measure(OURS), floor: measure(other) }, { on: 'ours', atLeast });
}

/** Numbers found, of these and the lines without a number that were not left alone. */
function precision({ isFound, isClean }: Finder, lines: readonly Line[]): number {
  const right = lines.reduce(
    (sum, line) => sum + line.expected.filter(({ text }) => isFound(line, normal(text))).length,
    0,
  );
  const wrong = lines.filter(
    ({ html, expected }) => expected.length === 0 && !isClean(visibleText(html)),
  ).length;
  return percent(right, right + wrong);
}

/** Prose as in a long thread; mail with several numbers in each; and nothing but lines with numbers, where the detectors have most to do. */
function speeds({ lines, mails }: Corpus): readonly Figure[] {
  const mail = mails.map(({ html }, index) => `${html}${lines[index % lines.length]?.html ?? ''}`);
  return [
    ...speedOn('prose', Object.values(PROSE).flat(), { atLeast: 40 }),
    ...speedOn('mail with a number in every line', mail, { atLeast: 40 }),
    ...speedOn(
      'lines full of numbers',
      lines.map(({ html }) => html),
      { atLeast: 5 },
    ),
  ];
}

function speedOn(
  name: string,
  pieces: readonly string[],
  { atLeast }: { readonly atLeast: number },
): readonly Figure[] {
  const text = visibleText(pieces.join('\n'));
  const long = text.repeat(Math.ceil(OUR_TEXT / text.length)).slice(0, OUR_TEXT);
  const ours = megabytesPerSecond(OURS, long);
  return PEERS.map((other) => {
    const floor = megabytesPerSecond(other, long.slice(0, PEER_TEXT));
    const figure = { name: `speed on ${name} (${other.name})`, unit: 'MB/s', ours, floor } as const;
    return judge(figure, { on: 'ours', atLeast });
  });
}

/** By the time the processor took, garbage collection and all, so that a busy machine measures alike. */
function megabytesPerSecond({ read }: Finder, text: string): number {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return Buffer.byteLength(text) / 1000 / best;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : (part / whole) * 100;
}
