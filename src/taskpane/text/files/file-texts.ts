import type { Section, UnreadReason } from '../../../domain/attachment.ts';

/** What is said of attached files: how far they are looked through, what was found in them, what could not be read. */
export interface FileTexts {
  readonly title: (count: number) => string;
  readonly reading: (at: number, total: number) => string;
  readonly waiting: string;
  readonly begun: string;
  /** `percent`: 0 to 100. */
  readonly progress: (percent: number) => string;
  readonly nothingFound: string;
  readonly found: (count: number) => string;
  readonly unread: string;
  readonly partlyUnread: string;
  /** How many of them could not be looked through, beside the title while folded. */
  readonly unreadCount: (count: number) => string;
  /** Behind a colon. */
  readonly reason: Readonly<Record<UnreadReason, string>>;
  readonly inFile: (name: string) => string;
  readonly sheet: (name: string, cell: string | undefined) => string;
  readonly page: (number: number) => string;
  readonly slide: (number: number) => string;
  readonly section: Readonly<Record<Section, string>>;
}
