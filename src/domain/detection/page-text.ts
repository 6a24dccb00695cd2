const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const HIDDEN = words('script style title');
const PREFORMATTED = words('pre textarea listing xmp');
const CELLS = words('td th');
/** What a browser shows as blocks (HTML, "Rendering"); anything else joins, also tags that nobody knows. */
const BLOCKS = words(
  'address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link listing main ' +
    'menu meta nav noframes object ol optgroup option p plaintext pre script search section style summary table tbody ' +
    'template textarea tfoot thead title tr ul xmp',
);
const VOID = words('area base br col embed hr img input link meta param source track wbr');
const DISPLAY = /display\s*:\s*([a-z-]+)/i;

/** The text so far. */
export interface Page {
  readonly pieces: string[];
  /** White space owed before the next visible sign. */
  gap: '' | ' ' | '\n';
  /** The same for rows and cells, empty ones too, since the last visible sign: it goes before `gap`. */
  cellGap: string;
  /** For each open table: whether its row has a cell already. */
  readonly rows: boolean[];
  /** What stands in a script, style or title that has not ended yet. */
  hidden: string[] | undefined;
  preformatted: number;
  /** For tags that a style has turned from block to inline or back: how those that are open are shown. */
  readonly displays: Map<string, (boolean | undefined)[]>;
}

export function newPage(): Page {
  return {
    pieces: [],
    gap: '',
    cellGap: '',
    rows: [],
    hidden: undefined,
    preformatted: 0,
    displays: new Map(),
  };
}

export function textOf({ pieces }: Page): string {
  return pieces.join('');
}

export interface Tag {
  readonly name: string;
  readonly depth: 1 | -1;
  readonly style: string;
}

export function passTag(page: Page, tag: Tag): void {
  const { name, depth } = tag;
  if (HIDDEN.has(name)) page.hidden = depth === 1 ? [] : undefined;
  if (PREFORMATTED.has(name)) page.preformatted = Math.max(0, page.preformatted + depth);
  if (name === 'table') passTable(page, depth);
  else if (name === 'tr') passRow(page, depth);
  else if (CELLS.has(name)) passCell(page, depth);
  else if (isBlock(page, tag)) breakLine(page);
}

function passTable(page: Page, depth: 1 | -1): void {
  if (depth === 1) page.rows.push(false);
  else page.rows.pop();
  if (depth === -1) page.cellGap = '';
  breakLine(page);
}

function passRow(page: Page, depth: 1 | -1): void {
  if (depth === -1) return;
  page.rows[Math.max(0, page.rows.length - 1)] = false;
  page.cellGap = '\n';
}

/** A cell's own line breaks end with it, so that a row of paragraphs is a row. */
function passCell(page: Page, depth: 1 | -1): void {
  if (depth === -1) return;
  const row = Math.max(0, page.rows.length - 1);
  if (page.rows[row] === true) page.cellGap += '\t';
  else if (page.cellGap === '') page.cellGap = '\n';
  page.rows[row] = true;
  page.gap = '';
}

function breakLine(page: Page): void {
  page.gap = '\n';
}

/** By its name, unless its style says otherwise; what a style hides is shown all the same. */
function isBlock({ displays }: Page, { name, depth, style }: Tag): boolean {
  const byName = BLOCKS.has(name);
  if (VOID.has(name)) return byName;
  const shown = depth === 1 ? displayIn(style) : undefined;
  const open = displays.get(name) ?? (shown === undefined ? undefined : []);
  if (open === undefined) return byName;
  displays.set(name, open);
  if (depth === -1) return open.pop() ?? byName;
  open.push(shown);
  return shown ?? byName;
}

function displayIn(style: string): boolean | undefined {
  const [, display] = DISPLAY.exec(style) ?? [];
  if (display === undefined || /^(?:none|contents|inherit|initial)$/i.test(display)) return undefined;
  return !/^(?:inline|ruby)/i.test(display);
}

/** One that never ends hides nothing: a slip in the markup must not make the rest of a mail look clean. */
export function showHidden(page: Page): void {
  const text = page.hidden?.join('') ?? '';
  page.hidden = undefined;
  addText(page, text);
}

export function addText(page: Page, text: string): void {
  if (page.hidden !== undefined) return void page.hidden.push(text);
  if (page.preformatted > 0) return put(page, text);
  const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ');
  if (collapsed.startsWith(' ')) owe(page);
  put(page, collapsed.replace(/^ | $/g, ''));
  if (collapsed.endsWith(' ')) owe(page);
}

function owe(page: Page): void {
  if (page.gap === '') page.gap = ' ';
}

function put(page: Page, text: string): void {
  if (text === '') return;
  if (page.cellGap !== '') page.pieces.push(page.pieces.length > 0 ? page.cellGap : page.cellGap.slice(1));
  else if (page.pieces.length > 0) page.pieces.push(page.gap);
  page.gap = '';
  page.cellGap = '';
  page.pieces.push(text);
}
