import { addText, newPage, passTag, textOf } from '../../domain/detection/page-text.ts';
import type { Page } from '../../domain/detection/page-text.ts';
import type { Job } from '../job.ts';
import { restored } from '../table.ts';
import { readXml } from './read-xml.ts';
import type { Attributes } from './read-xml.ts';

/** Paragraphs and tables of Word, PowerPoint and OpenDocument, as the tags that the visible text knows. */
const AS_HTML: ReadonlyMap<string, string> = new Map([
  ['p', 'p'],
  ['h', 'p'],
  ['tbl', 'table'],
  ['table', 'table'],
  ['tr', 'tr'],
  ['table-row', 'tr'],
  ['tc', 'td'],
  ['table-cell', 'td'],
  ['covered-table-cell', 'td'],
]);
/** What stands for a sign. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['br', '\n'],
  ['cr', '\n'],
  ['line-break', '\n'],
  ['tab', '\t'],
  ['ptab', '\t'],
  ['s', ' '],
  ['noBreakHyphen', '-'],
]);
/** Elements whose text goes on in the line; any other's stands for itself. */
const INLINE = new Set(['t', 'span', 'a', 'p', 'h', ...['bookmark-ref', 'date', 'time', 'page-number']]);
/** What stands beside the text: it must neither part what belongs together nor join what does not. */
const ASIDE = new Set(['delText', 'instrText', 'delInstrText', 'annotation', 'note-body']);
/** DrawingML (ECMA-376 part 1 §20.1.2.2.8), VML, and the tables of OpenDocument. */
const DESCRIPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['docPr', ['descr', 'title']],
  ['cNvPr', ['descr', 'title']],
  ['shape', ['alt']],
  ['table', ['name']],
]);
/** Measures of pictures, in elements of their own. */
const MEASURES = new Set(['posOffset', 'pctWidth', 'pctHeight', 'pctPosHOffset', 'pctPosVOffset', 'align']);
/** An OpenDocument table may repeat an empty cell to the end of the sheet. */
const MOST_REPEATED = 64;

interface Flow {
  readonly main: Page;
  readonly aside: Page;
  readonly open: string[];
  asideDepth: number;
  /** The text that was last taken stands for itself. */
  isLone: boolean;
  /** For shapes in two forms, the second for programs that cannot show the first: what stood before the first, and … */
  readonly before: number[];
  /** … whether the second says it again. */
  readonly again: boolean[];
  hasFirstForm: boolean;
}

/**
 * All text of a part of an Office document: runs joined, paragraphs, rows and cells apart. Deleted text, field codes and
 * comments in the text come behind it.
 */
export async function documentText(xml: string, job: Job): Promise<string> {
  const flow = newFlow();
  await readXml(
    xml,
    {
      open: (name, attributes) => openElement(flow, name, attributes),
      text: (text) => takeText(flow, text),
      close: (name) => closeElement(flow, name),
    },
    job,
  );
  return [restored(textOf(flow.main)), textOf(flow.aside)].filter((text) => text !== '').join('\n');
}

function newFlow(): Flow {
  return {
    main: emptyPage(),
    aside: emptyPage(),
    open: [],
    asideDepth: 0,
    isLone: false,
    before: [],
    again: [],
    hasFirstForm: false,
  };
}

function emptyPage(): Page {
  const page = newPage();
  page.preformatted = 1;
  return page;
}

function pageOf({ main, aside, asideDepth }: Flow): Page {
  return asideDepth > 0 ? aside : main;
}

function openElement(flow: Flow, name: string, attributes: Attributes): void {
  flow.open.push(name);
  if (name === 'Choice') flow.before.push(flow.main.pieces.length);
  if (name === 'Fallback') flow.again.push(flow.hasFirstForm);
  if (ASIDE.has(name)) flow.asideDepth++;
  if (isAgain(flow)) return;
  takeDescription(flow, name, attributes);
  const page = pageOf(flow);
  const tag = AS_HTML.get(name);
  if (tag !== undefined) passTag(page, { name: tag, depth: 1, style: '' });
  if (tag === 'td') repeatCell(page, attributes);
  // The same name in the settings of a paragraph says where its tabs stand.
  const sign = attributes.has('pos') ? undefined : SIGNS.get(name);
  if (sign !== undefined) addText(page, sign);
}

/** What is said of a picture to those who cannot see it, and what a table or sheet is called, stands in attributes. */
function takeDescription({ aside }: Flow, name: string, attributes: Attributes): void {
  for (const attribute of DESCRIPTIONS.get(name) ?? []) {
    const text = attributes.get(attribute) ?? '';
    if (text === '') continue;
    for (const depth of [1, -1] as const) {
      passTag(aside, { name: 'p', depth, style: '' });
      if (depth === 1) addText(aside, text);
    }
  }
}

function isAgain({ again }: Flow): boolean {
  return again.includes(true);
}

function repeatCell(page: Page, attributes: Attributes): void {
  const repeated = Math.min(MOST_REPEATED, Number(attributes.get('number-columns-repeated') ?? 1));
  for (let count = 1; count < repeated; count++) passTag(page, { name: 'td', depth: 1, style: '' });
}

function takeText(flow: Flow, text: string): void {
  const name = flow.open[flow.open.length - 1] ?? '';
  if (isAgain(flow) || MEASURES.has(name)) return;
  const page = pageOf(flow);
  if (INLINE.has(name) || ASIDE.has(name)) return addText(page, text);
  if (!flow.isLone && text.trim() === '') return;
  if (!flow.isLone) passTag(page, { name: 'p', depth: 1, style: '' });
  flow.isLone = true;
  addText(page, text);
}

function closeElement(flow: Flow, name: string): void {
  const tag = flow.isLone ? 'p' : AS_HTML.get(name);
  flow.isLone = false;
  if (tag !== undefined && !isAgain(flow)) passTag(pageOf(flow), { name: tag, depth: -1, style: '' });
  // What was deleted in one paragraph does not go on in the next.
  if (tag === 'p') passTag(flow.aside, { name: 'p', depth: -1, style: '' });
  flow.open.pop();
  if (ASIDE.has(name)) flow.asideDepth--;
  if (name === 'Choice') flow.hasFirstForm = flow.main.pieces.length > (flow.before.pop() ?? 0);
  if (name === 'Fallback') flow.again.pop();
}
