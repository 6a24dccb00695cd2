import { bytesOf } from './content-bytes.ts';
import { decodeText } from './decode-text.ts';
import { partOf } from './job.ts';
import type { Job, Spot } from './job.ts';

const CARD = /^\s*BEGIN:(?:VCARD|VCALENDAR)/i;
/** vCard 2.1 §2.1.3; RFC 2045 §6.7. */
const QUOTED = /^[^:\r\n]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i;
/** vCard 2.1 and 3.0, RFC 5545 §3.8.1.1, and the addresses of vCard 4.0. */
const BASE64 = /^[^:\r\n]*(?:;(?:ENCODING=)?(?:BASE64|B)(?:;[^:\r\n]*)?:|:data:[^,\r\n]*;base64,)/i;

export function isCard(text: string): boolean {
  return CARD.test(text);
}

/** A contact card or an appointment: its lines, what is written in other signs, and the pictures and files in it. */
export async function readCard(text: string, { place, depth }: Spot, job: Job): Promise<void> {
  const lines: string[] = [];
  for (const line of unfolded(text).split(/\r?\n/)) {
    const [head] = BASE64.exec(line) ?? [];
    if (head === undefined) {
      lines.push(QUOTED.test(line) ? unquoted(line) : line);
      continue;
    }
    job.countEntries(1);
    await partOf(job, place, async () => {
      const bytes = bytesOf({ kind: 'base64', content: line.slice(head.length).trim() });
      job.spend(bytes.length);
      await job.readInner({ name: '', bytes, isInline: true }, { place, depth: depth + 1 });
    });
  }
  job.addText({ place, text: lines.join('\n') });
}

/** RFC 6350 §3.2, RFC 5545 §3.1: a line that begins with white space goes on; old cards break with `=`. */
function unfolded(text: string): string {
  return text.replace(/=?\r?\n[ \t]/g, '').replace(/=\r?\n/g, '');
}

function unquoted(line: string): string {
  const encoded = new TextEncoder().encode(line);
  const bytes: number[] = [];
  for (let at = 0; at < encoded.length; at++) {
    const byte = encoded[at] ?? 0;
    const code = /^=([0-9a-f]{2})/i.exec(String.fromCharCode(...encoded.subarray(at, at + 3)))?.[1];
    bytes.push(code === undefined ? byte : parseInt(code, 16));
    if (code !== undefined) at += 2;
  }
  return decodeText(Uint8Array.from(bytes)) ?? line;
}
