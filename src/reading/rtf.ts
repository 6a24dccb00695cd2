import type { FileBytes, Job, Spot } from './job.ts';
import { isSmall } from './ornament.ts';
import { ReadingError } from './reading-error.ts';

/** Groups that hold no text of the writer. */
const SKIPPED = new Set(
  [
    'fonttbl',
    'colortbl',
    'stylesheet',
    'listtable',
    'listoverridetable',
    'rsidtbl',
    'generator',
    'themedata',
  ].concat(
    ['colorschememapping', 'latentstyles', 'datastore', 'xmlnstbl', 'fldinst', 'sp', 'bkmkstart', 'bkmkend'],
    [
      'atnid',
      'atnref',
      'panose',
      'objclass',
      'objname',
      'operator',
      'revtbl',
      'pgptbl',
      'mmathPr',
      'filetbl',
    ],
  ),
);
/** Groups that newer writers mark as to be passed over, and that hold text all the same. */
const KEPT = new Set([
  'annotation',
  'shpinst',
  'shptxt',
  'footnote',
  'ftnsep',
  'atnauthor',
  'userprops',
  'bkmk',
]);
const SIGNS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  nestrow: '\n',
  cell: '\t',
  nestcell: '\t',
  tab: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
};
/** Groups whose text stands for itself. */
const APART = new Set(
  ['annotation', 'footnote', 'header', 'headerf', 'headerl', 'headerr', 'footer', 'footerf'].concat([
    'footerl',
    'footerr',
    'shptxt',
    'title',
    'subject',
    'author',
    'keywords',
    'doccomm',
    'info',
  ]),
);
const WINDOWS_1252 = new TextDecoder('windows-1252').decode(
  Uint8Array.from({ length: 256 }, (_zero, byte) => byte),
);
/** Twips to a pixel, at 96 to the inch. */
const TWIPS = 15;
const STEP = 20_000;

type Skip = 'no' | 'text' | 'picture' | 'object';

interface Group {
  readonly skip: Skip;
  /** Signs that stand behind `\u` for readers that do not know it. */
  readonly uc: number;
}

interface Rtf {
  readonly pieces: string[];
  readonly groups: Group[];
  group: Group;
  /** The group has just begun, or been marked as to be passed over by those who do not know it. */
  isNew: boolean;
  isOptional: boolean;
  /** Signs still to be left out after `\u`. */
  substitutes: number;
  /** The picture being passed over: hex digits, and the size it is meant to have, in twips. */
  picture: { digits: number; width: number; height: number };
  hasPicture: boolean;
}

const TOKEN =
  /\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\/giy;

/** The text of a Rich Text file (specification 1.9.1), with headers, notes, comments and text boxes. */
export async function readRtf({ bytes }: FileBytes, { place }: Spot, job: Job): Promise<void> {
  const text = new TextDecoder('windows-1252').decode(bytes);
  const rtf: Rtf = {
    pieces: [],
    groups: [],
    group: { skip: 'no', uc: 1 },
    isNew: false,
    isOptional: false,
    substitutes: 0,
    picture: noPicture(),
    hasPicture: false,
  };
  const unread = new Set<Skip>();
  const token = new RegExp(TOKEN);
  let steps = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    token.lastIndex += take(rtf, match);
    if (rtf.group.skip === 'object') unread.add('object');
    if (++steps % STEP === 0) await job.pause();
  }
  if (rtf.groups.length !== 0) throw new ReadingError('corrupt');
  job.addText({ place, text: rtf.pieces.join('') });
  if (unread.has('object')) job.addUnread(place, 'unknown-kind');
  if (rtf.hasPicture) job.addUnread(place, 'picture');
}

/** Answers how many signs of raw bytes follow that are to be passed over. */
function take(rtf: Rtf, [, word, number, hex, symbol, brace, plain]: RegExpExecArray): number {
  if (brace === '{') openGroup(rtf);
  else if (brace === '}') closeGroup(rtf);
  else if (word !== undefined) return takeWord(rtf, word, number === undefined ? undefined : Number(number));
  else if (hex !== undefined) put(rtf, WINDOWS_1252.charAt(parseInt(hex, 16)), 1);
  else if (symbol !== undefined) takeSymbol(rtf, symbol);
  else if (plain !== undefined) takePlain(rtf, plain);
  return 0;
}

function openGroup(rtf: Rtf): void {
  rtf.groups.push(rtf.group);
  rtf.isNew = true;
  rtf.isOptional = false;
  rtf.substitutes = 0;
}

function closeGroup(rtf: Rtf): void {
  const outer = rtf.groups.pop();
  if (outer === undefined) throw new ReadingError('corrupt');
  if (rtf.group.skip === 'picture' && outer.skip !== 'picture') closePicture(rtf);
  rtf.group = outer;
  rtf.isNew = false;
  rtf.substitutes = 0;
}

function noPicture(): Rtf['picture'] {
  return { digits: 0, width: 0, height: 0 };
}

function closePicture(rtf: Rtf): void {
  const { digits, width, height } = rtf.picture;
  const pixels = width > 0 && height > 0 ? { width: width / TWIPS, height: height / TWIPS } : undefined;
  if (!isSmall({ pixels, size: digits / 2 })) rtf.hasPicture = true;
  rtf.picture = noPicture();
}

function takeWord(rtf: Rtf, word: string, number: number | undefined): number {
  if (rtf.isNew) enter(rtf, word);
  rtf.isNew = false;
  if (word === 'picwgoal') rtf.picture.width = number ?? 0;
  if (word === 'pichgoal') rtf.picture.height = number ?? 0;
  if (word === 'bin') {
    const length = Math.max(0, number ?? 0);
    if (rtf.group.skip === 'picture') rtf.picture.digits += 2 * length;
    return length;
  }
  if (word === 'uc') rtf.group = { ...rtf.group, uc: Math.max(0, number ?? 1) };
  else if (word === 'u' && number !== undefined) {
    rtf.substitutes = 0;
    put(rtf, String.fromCharCode(number & 0xffff), 0);
    rtf.substitutes = rtf.group.uc;
  } else {
    const sign = SIGNS[word];
    if (sign !== undefined) put(rtf, sign, 1);
  }
  return 0;
}

/** The first word of a group says what the group is. */
function enter(rtf: Rtf, word: string): void {
  const { skip, uc } = rtf.group;
  if (skip !== 'no') return;
  if (APART.has(word)) rtf.pieces.push('\n');
  if (word === 'pict') rtf.group = { skip: 'picture', uc };
  else if (word === 'objdata') rtf.group = { skip: 'object', uc };
  else if (SKIPPED.has(word) || (rtf.isOptional && !KEPT.has(word))) rtf.group = { skip: 'text', uc };
}

function takeSymbol(rtf: Rtf, symbol: string): void {
  if (symbol === '*') {
    rtf.isOptional = true;
    return;
  }
  rtf.isNew = false;
  if (symbol === '~') put(rtf, '\u00a0', 1);
  else if (symbol === '_') put(rtf, '-', 1);
  else if (symbol === '\r' || symbol === '\n') put(rtf, '\n', 1);
  else if ('\\{}'.includes(symbol)) put(rtf, symbol, 1);
}

function takePlain(rtf: Rtf, text: string): void {
  rtf.isNew = false;
  if (rtf.group.skip === 'picture') rtf.picture.digits += text.length;
  const left = text.slice(rtf.substitutes);
  rtf.substitutes = Math.max(0, rtf.substitutes - text.length);
  if (rtf.group.skip === 'no') rtf.pieces.push(left);
}

function put(rtf: Rtf, sign: string, counts: number): void {
  if (counts > 0 && rtf.substitutes > 0) {
    rtf.substitutes--;
    return;
  }
  if (rtf.group.skip === 'no') rtf.pieces.push(sign);
}
