import type { Problem } from '../domain/decision.ts';

/** Where the pane is to open after "Take Action": the kind of problem, and the recipient by its place in the draft. */
export interface OpeningContext {
  readonly problem: Problem['kind'] | 'failed';
  readonly recipient?: number;
}

const KINDS: readonly string[] = [
  'forbidden',
  'notChecked',
  'mailboxNeeded',
  'notSecure',
  'considerations',
  'unreadableAttachments',
  'sensitiveWords',
  'activation',
  'failed',
] satisfies readonly OpeningContext['problem'][];

/** A small text without personal data: it travels through Outlook. */
export function formatOpeningContext({ problem, recipient }: OpeningContext): string {
  return JSON.stringify(recipient === undefined ? { problem } : { problem, recipient });
}

/** Undefined for an empty or foreign text: the pane then opens as usual. */
export function parseOpeningContext(text: string): OpeningContext | undefined {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || !('problem' in value)) return undefined;
  const { problem } = value;
  if (!isKind(problem)) return undefined;
  const recipient = 'recipient' in value ? value.recipient : undefined;
  return typeof recipient === 'number' && recipient >= 0 ? { problem, recipient } : { problem };
}

function isKind(value: unknown): value is OpeningContext['problem'] {
  return typeof value === 'string' && KINDS.includes(value);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // Some clients wrap the text as JSON once more.
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return undefined;
  }
}
