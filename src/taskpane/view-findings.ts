import { visibleText } from '../domain/detection/visible-text.ts';
import type { Draft } from '../domain/draft.ts';
import { isAtLeast, maskValue } from '../domain/finding.ts';
import type { Confidence, Finding, Part } from '../domain/finding.ts';
import { nameOfFinding } from '../domain/text/listing.ts';
import type { Wording } from './text/pane-text.ts';
import type { FindingView } from './view-types.ts';

const WORDS_AROUND = 5;
const LONGEST_CONTEXT = 60;
/** Characters that are looked at on either side. */
const REACH = 240;

/** Each finding with the words around it, so that the sender can find the place; values masked, neighbours too (C3). */
export function findingViews(
  findings: readonly Finding[],
  context: { readonly draft: Draft; readonly minimum: Confidence; readonly wording: Wording },
): readonly FindingView[] {
  if (findings.length === 0) return [];
  const { draft, minimum, wording } = context;
  const body = visibleText(draft.bodyHtml);
  return findings.map((finding) => {
    const text = textOf(finding.part, { subject: draft.subject, body });
    const neighbours = findings.filter((other) => other !== finding && other.part === finding.part);
    return {
      id: `${finding.part}:${finding.start}:${finding.type}`,
      type: capitalised(nameOfFinding(finding, wording.shared)),
      place: placeOf(finding.part, wording),
      before: lastWords(
        masked(text, { from: Math.max(0, finding.start - REACH), to: finding.start, neighbours }),
      ),
      masked: maskValue(finding.value),
      after: firstWords(
        masked(text, { from: finding.end, to: Math.min(text.length, finding.end + REACH), neighbours }),
      ),
      counts: isAtLeast(finding.confidence, minimum),
      reasons: finding.reasons
        .map((reason) => `${capitalised(wording.pane.findings.reason[reason])}.`)
        .join(' '),
    };
  });
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function textOf(part: Part, draft: { readonly subject: string; readonly body: string }): string {
  if (part === 'subject' || part === 'body') return draft[part];
  return part.slice('attachment:'.length);
}

function placeOf(part: Part, { pane }: Wording): string {
  const { place } = pane.findings;
  if (part === 'subject' || part === 'body') return place[part];
  return place.attachment(part.slice('attachment:'.length));
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly neighbours: readonly Finding[];
}

/** The text of a stretch with every finding in it masked, also those that only reach into it. */
function masked(text: string, { from, to, neighbours }: Stretch): string {
  let result = '';
  let at = from;
  for (const { start, end } of [...neighbours].sort((a, b) => a.start - b.start)) {
    const first = Math.max(start, at);
    const last = Math.min(end, to);
    if (first >= last) continue;
    const value = maskValue(text.slice(start, end));
    result += text.slice(at, first) + value.slice(first - start, last - start);
    at = last;
  }
  return result + text.slice(at, to);
}

function lastWords(text: string): string {
  const words = wordsOf(text);
  const kept = words.slice(-WORDS_AROUND).join(' ').slice(-LONGEST_CONTEXT);
  const start = words.length > WORDS_AROUND ? '… ' : '';
  return `${start}${kept}${/\s$/.test(text) ? ' ' : ''}`;
}

function firstWords(text: string): string {
  const words = wordsOf(text);
  const kept = words.slice(0, WORDS_AROUND).join(' ').slice(0, LONGEST_CONTEXT);
  const end = words.length > WORDS_AROUND ? ' …' : '';
  return `${/^\s/.test(text) ? ' ' : ''}${kept}${end}`;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
