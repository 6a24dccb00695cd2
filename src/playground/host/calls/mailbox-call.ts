import type { ClientProfile, MailIdentity, MailStore, PlaygroundDraft } from '../../model/types.ts';
import type { HostWindow } from '../types.ts';
import { isRecord } from '../wire.ts';

/** What a call of the mailbox API may see and change. */
export interface CallContext {
  readonly draft: PlaygroundDraft;
  readonly store: MailStore;
  readonly update: (change: (draft: PlaygroundDraft) => PlaygroundDraft) => void;
  readonly params: CallParams;
  /** As it came, for the one call whose parameters are an array. */
  readonly rawParams: unknown;
  readonly profile: ClientProfile;
  readonly user: MailIdentity;
  readonly initializationContext: string;
  readonly window: HostWindow;
}

export type CallParams = Readonly<Record<string, unknown>>;

/** The answer's envelope; undefined where office.js waits for none. */
export type MailboxAnswer = Readonly<Record<string, unknown>> | undefined;

export type MailboxCall = (context: CallContext) => MailboxAnswer;

/** Calls by dispatch id. */
export type CallTable = Readonly<Record<number, MailboxCall>>;

/** Office.js's error numbers that this host gives. */
export const OFFICE_ERROR = {
  attachmentUploadFailed: 9007,
  attachmentMissing: 9008,
  invalidAttachmentId: 9003,
  tooManyRecipients: 9012,
  noValidRecipients: 9013,
  tokenError: 9018,
  settingsError: 9019,
  duplicateNotification: 9023,
  notificationMissing: 9024,
  tooManyNotifications: 9025,
  invalidParameter: 9031,
  invalidCategory: 9044,
  itemNotSaved: 9046,
  itemMissing: 9049,
  keyMissing: 9050,
  sessionTooLong: 9051,
  notSupported: 5000,
} as const;

export function done(data?: unknown): MailboxAnswer {
  return data === undefined ? { error: false, errorCode: 0 } : { error: false, errorCode: 0, data };
}

export function failed(errorCode: number): MailboxAnswer {
  return { error: true, errorCode };
}

export function textParam(params: CallParams, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : '';
}

export function textListParam(params: CallParams, name: string): readonly string[] {
  const value = params[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

export function textRecord(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]));
}

export function withoutKeys<T>(
  entries: Readonly<Record<string, T>>,
  isDropped: (key: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => !isDropped(key)));
}
