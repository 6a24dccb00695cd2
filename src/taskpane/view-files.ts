import type { Place, UnreadPart } from '../domain/attachment.ts';
import type { JudgedFile, Judgement } from './judge.ts';
import type { FileTexts } from './text/files/file-texts.ts';
import type { Wording } from './text/pane-text.ts';
import type { FilesView, FileView, Tone } from './view-types.ts';

/** Parts of one file that could not be read and are named; the others are counted. */
const MOST_PARTS = 3;

/** How far each attached file is, and what came of it; absent where nothing is attached that must be looked through. */
export function filesView({ files }: Judgement, wording: Wording): FilesView | undefined {
  if (files.length === 0) return undefined;
  const current = files.find(({ state }) => state.kind === 'pending');
  return {
    summary: summaryOf(files, wording),
    items: files.map((file) => fileView(file, { wording, current })),
  };
}

/** `Læser vedhæftet fil 1 af 3 …`; undefined when all are read. */
export function readingLine({ files, readingFiles }: Judgement, { pane }: Wording): string | undefined {
  return readingFiles === 0 ? undefined : pane.files.reading(files.length - readingFiles + 1, files.length);
}

/** `side 3`, `ark Løn, celle B7`, `arkiv/brev.docx, sidefod`; empty for the whole file. */
export function placeInFile(place: readonly Place[], texts: FileTexts): string {
  return place.map((step) => stepOf(step, texts)).join(', ');
}

/**
 * Why a file, or parts of it, could not be looked through: one line each, the last a count. With a name, each line begins
 * with it: `bilag.zip, journal.txt: den er beskyttet med adgangskode`.
 */
export function unreadLines(
  unread: readonly UnreadPart[],
  { pane, shared }: Wording,
  name = '',
): readonly string[] {
  const lines = unread.map(({ place, reason }) => {
    const where = [name, placeInFile(place, pane.files)].filter((one) => one !== '').join(', ');
    return where === '' ? pane.files.reason[reason] : `${where}: ${pane.files.reason[reason]}`;
  });
  const each = [...new Set(lines)];
  const more = each.length - MOST_PARTS;
  return more > 0 ? [...each.slice(0, MOST_PARTS), shared.alert.andMore(more)] : each;
}

function stepOf(step: Place, texts: FileTexts): string {
  switch (step.kind) {
    case 'entry':
      return step.name;
    case 'sheet':
      return texts.sheet(step.name, step.cell);
    case 'page':
      return texts.page(step.number);
    case 'slide':
      return texts.slide(step.number);
    case 'section':
      return texts.section[step.name];
  }
}

interface FileContext {
  readonly wording: Wording;
  /** The file that is being read; the others wait for it. */
  readonly current: JudgedFile | undefined;
}

function fileView({ key, name, state }: JudgedFile, { wording, current }: FileContext): FileView {
  const { files } = wording.pane;
  if (state.kind === 'pending') {
    const percent = Math.floor(state.progress * 100);
    const start = current?.key === key ? files.begun : files.waiting;
    const status = percent === 0 ? start : files.progress(percent);
    return { id: key, name, tone: 'busy', status, details: [] };
  }
  const { findings, unread } = state;
  const found = findings.length === 0 ? [] : [files.found(findings.length)];
  const isWhole = unread.some(({ place }) => place.length === 0);
  const rest = unread.length === 0 ? [] : [isWhole ? files.unread : files.partlyUnread];
  const said = [...found, ...rest];
  return {
    id: key,
    name,
    tone: toneOf(findings.length, unread.length),
    status: said.length === 0 ? files.nothingFound : said.join(' · '),
    details: unreadLines(unread, wording),
  };
}

function toneOf(found: number, unread: number): Tone {
  if (found > 0) return 'ask';
  return unread > 0 ? 'unknown' : 'good';
}

function summaryOf(files: readonly JudgedFile[], { pane }: Wording): string {
  const states = files.map(({ state }) => state);
  const done = states.flatMap((state) => (state.kind === 'read' ? [state] : []));
  const found = done.reduce((sum, { findings }) => sum + findings.length, 0);
  const unread = done.filter((state) => state.unread.length > 0).length;
  const parts = [
    ...(found > 0 ? [pane.files.found(found)] : []),
    ...(unread > 0 ? [pane.files.unreadCount(unread)] : []),
  ];
  if (parts.length > 0) return parts.join(' · ');
  return done.length === files.length ? pane.files.nothingFound : '';
}
