import { visibleText } from '../domain/detection/visible-text.ts';
import { bytesOf } from './content-bytes.ts';
import { isCard, readCard } from './card.ts';
import { csvText } from './csv.ts';
import type { FileBytes, Job, Spot } from './job.ts';
import { isOrnament } from './ornament.ts';
import { isSvg, withWholeLines } from './svg.ts';
import { restored } from './table.ts';

export interface PlainFile extends FileBytes {
  readonly text: string;
}

const HTML_START =
  /^\s*(?:<!--[^]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|title|style|div|p|span|table|h[1-6]|br|b|i|a|ul|ol|font|center)[\s>/]/i;
/** What only one program shows (MS-CNTC): in a file it is there for all who open it otherwise. */
const CONDITION = /<!--\[if\b[^\]]*\]>(?:<!-->|<!--\s*-->)?|(?:<!--)?<!\[endif\]-->/gi;
const JSON_START = /^\s*[[{]\s*(?:["[{\]}]|-?\d|true|false|null)/;
const JSON_SIGNS: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: '\t', '/': '/', f: '\n', b: ' ' };
const ARMOUR = /^-----BEGIN (?:PGP MESSAGE|PKCS7|CMS|ENCRYPTED)/m;
/** A picture that is written into the page. */
const PICTURE_IN_PAGE = /data:image\/[a-z0-9.+-]+;base64,([A-Za-z0-9+/%\s]*)/gi;
/** Signs of a picture that are looked at; a longer one is no ornament. */
const LONGEST_ORNAMENT = 140_000;

/** Text in whatever form: tables as rows of cells, pages as they are shown, contact cards with their lines joined. */
export async function readPlain(file: PlainFile, spot: Spot, job: Job): Promise<void> {
  const { text } = file;
  const { place } = spot;
  if (encryptedIn(text)) job.addUnread(place, 'encrypted');
  if (isHtml(file)) {
    if (hasPicture(text)) job.addUnread(place, 'picture');
    return job.addText({ place, text: restored(visibleText(text.replace(CONDITION, ' '))) });
  }
  if (isCard(text)) return readCard(text, spot, job);
  if (isSvg(text) && hasPicture(text)) job.addUnread(place, 'picture');
  const table = JSON_START.test(text) ? undefined : await csvText(file, job);
  if (table !== undefined) return job.addText({ place, ...table });
  job.addText({ place, text: withSigns(isSvg(text) ? withWholeLines(text) : text) });
  await job.pause();
}

/** Text that is a lock around another. */
export function encryptedIn(text: string): boolean {
  return ARMOUR.test(text);
}

export function hasPicture(html: string): boolean {
  for (const [, content = ''] of html.matchAll(PICTURE_IN_PAGE)) {
    if (content.length > LONGEST_ORNAMENT || !isOrnamentIn(content)) return true;
  }
  return false;
}

/** Base64 in a page may be broken over lines. */
function isOrnamentIn(base64: string): boolean {
  try {
    return isOrnament(bytesOf({ kind: 'base64', content: base64.replace(/%[0-9a-f]{2}|\s/gi, '') }));
  } catch {
    return false;
  }
}

function isHtml({ name, contentType = '', text }: PlainFile): boolean {
  if (/^\s*<\?xml/.test(text) && !/<html[\s>]/i.test(text.slice(0, 2000))) return false;
  return /\.x?html?$/i.test(name) || contentType.startsWith('text/html') || HTML_START.test(text);
}

/** XML and its like stay as they are, attributes too, but for signs that are written as numbers. */
function withSigns(text: string): string {
  if (JSON_START.test(text)) return withJsonSigns(text);
  if (!/^\s*</.test(text)) return text;
  return text.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return code > 0 && code < 0x11_0000 ? String.fromCodePoint(code) : whole;
  });
}

/** RFC 8259 §7. */
function withJsonSigns(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|([^u]))/gi, (whole, code?: string, sign = '') => {
    if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
    return JSON_SIGNS[sign] ?? whole;
  });
}
