import type { Problem, SendMode, Verdict, VerdictKind } from '../domain/decision.ts';
import { readClassification } from './read-classification.ts';
import type { SendReply } from './sends.ts';

const KINDS: readonly unknown[] = [
  'send',
  'activate',
  'confirm',
  'chooseMailbox',
  'block',
] satisfies readonly VerdictKind[];
const MODES: readonly unknown[] = [
  'ordinary',
  'internal',
  'certificate',
  'tunnel',
  'tls',
  'mixed',
] satisfies readonly SendMode[];
/** What a header of ours may look like: one line of printable ASCII within Outlook's limit of 998 with its name. */
const HEADER = /^[\x20-\x7e]{1,900}$/;

/** Accepts the service's answer about one send; undefined when any part is not what was agreed. */
export function readSendReply(value: unknown): SendReply | undefined {
  if (!isRecord(value)) return undefined;
  const { id, verdict, classifications, header } = value;
  if (typeof id !== 'string' || !isVerdict(verdict) || !Array.isArray(classifications)) return undefined;
  const known = classifications.flatMap((one) => readClassification(one) ?? []);
  if (known.length !== classifications.length) return undefined;
  const hasHeader = typeof header === 'string' && HEADER.test(header);
  return { id, verdict, classifications: known, ...(hasHeader ? { header } : {}) };
}

function isVerdict(value: unknown): value is Verdict {
  return (
    isRecord(value) &&
    KINDS.includes(value['kind']) &&
    MODES.includes(value['mode']) &&
    [value['hasPersonalData'], value['isSecure'], value['isActivated']].every(
      (one) => typeof one === 'boolean',
    ) &&
    isIndexes(value['insecureRecipients']) &&
    Array.isArray(value['problems']) &&
    value['problems'].every(isProblem)
  );
}

function isProblem(value: unknown): value is Problem {
  if (!isRecord(value) || !Array.isArray(value['remedies'])) return false;
  switch (value['kind']) {
    case 'forbidden':
      return typeof value['recipient'] === 'number' && typeof value['cause'] === 'string';
    case 'notChecked':
    case 'mailboxNeeded':
    case 'notSecure':
    case 'sensitiveWords':
      return isIndexes(value['recipients']);
    case 'considerations':
      return (
        isIndexes(value['recipients']) && [value['considerations'], value['countries']].every(Array.isArray)
      );
    case 'unreadableAttachments':
      return isIndexes(value['recipients']) && Array.isArray(value['attachments']);
    case 'activation':
      return true;
    default:
      return false;
  }
}

function isIndexes(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'number');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
