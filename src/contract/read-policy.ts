import { CONFIDENCES } from '../domain/finding.ts';
import type { SendPolicy } from '../domain/policy.ts';
import { TLS_ASSURANCES } from '../domain/transport.ts';

/**
 * Accepts what the service sent, or what was kept of it, if it is a policy, else undefined. By hand, since the schema
 * library is too large for the event bundle; keys that a newer service adds do not matter.
 */
export function readPolicy(value: unknown): SendPolicy | undefined {
  return isPolicy(value) ? value : undefined;
}

function isPolicy(value: unknown): value is SendPolicy {
  if (!isRecord(value)) return false;
  return (
    isOrganisation(value['organisation']) &&
    isListOf(value['functionalMailboxes'], isMailbox) &&
    isSecureMode(value['secureMode']) &&
    isTls(value['tls']) &&
    isDetection(value['detection'])
  );
}

function isOrganisation(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value['name']) &&
    isListOf(value['domains'], isText) &&
    isListOf(value['studentDomains'], isText) &&
    [value['country'], value['guidance']].every((one) => one === undefined || isText(one))
  );
}

function isMailbox(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { address, label, allowedSenders } = value;
  const hasSenders = allowedSenders === undefined || isListOf(allowedSenders, isText);
  return (
    isText(address) && hasSenders && isRecord(label) && [label['da'], label['sv'], label['en']].every(isText)
  );
}

function isSecureMode(value: unknown): boolean {
  return isRecord(value) && [value['onByDefault'], value['locked'], value['autoActivate']].every(isFlag);
}

function isTls(value: unknown): boolean {
  return (
    isRecord(value) &&
    isOneOf(value['personalData'], ['allow', 'confirm', 'block']) &&
    isOneOf(value['minimumAssurance'], TLS_ASSURANCES)
  );
}

function isDetection(value: unknown): boolean {
  return (
    isRecord(value) &&
    isListOf(value['types'], isText) &&
    isOneOf(value['minimumConfidence'], CONFIDENCES) &&
    isOneOf(value['unreadableAttachments'], ['confirm', 'block']) &&
    isOneOf(value['override'], ['with-reason', 'never']) &&
    isOneOf(value['context'], [undefined, 'ask', 'block'])
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isListOf(value: unknown, holds: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(holds);
}

function isOneOf(value: unknown, allowed: readonly unknown[]): boolean {
  return allowed.includes(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

/** The policy that was remembered as JSON; undefined when there is none or it cannot be read any more. */
export function readRememberedPolicy(text: string | undefined): SendPolicy | undefined {
  try {
    return text === undefined ? undefined : readPolicy(JSON.parse(text));
  } catch {
    return undefined;
  }
}
