import { Utilities } from '@microsoft/office-js-helpers';
import { supportsMailbox } from './requirement.ts';

const NEWEST_MAILBOX = 16;

/** What a person reads out to support. From the helpers only these two look-ups: the rest of them is unsafe (QUIRKS.md). */
export function readDiagnostics(): Readonly<Record<string, string>> {
  const { diagnostics, mailbox } = Office.context;
  return {
    host: Utilities.host,
    platform: Utilities.platform ?? '',
    client: mailbox?.diagnostics?.hostName ?? '',
    version: mailbox?.diagnostics?.hostVersion ?? diagnostics?.version ?? '',
    mailbox: highestMailbox(),
    language: Office.context.displayLanguage ?? '',
  };
}

/** The highest Mailbox requirement set that this Outlook claims. */
function highestMailbox(): string {
  for (let minor = NEWEST_MAILBOX; minor > 0; minor--) {
    if (supportsMailbox(`1.${minor}`)) return `1.${minor}`;
  }
  return '';
}
