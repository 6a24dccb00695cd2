import { formatOpeningContext } from '../outlook/opening-context.ts';
import { PANE_COMMAND } from '../outlook/notice-bar.ts';
import type { SendAnswer } from './send-answer.ts';

/** The options of `event.completed` for a send; by their presence the host knows what is wanted. */
export type CompletionOptions = Office.SmartAlertsEventCompletedOptions;

export interface CompletionDeps {
  /** True when Outlook has this Mailbox requirement set. */
  readonly supports: (version: string) => boolean;
  /** What "Take Action" reads, at most 20 characters. */
  readonly actionLabel: string;
}

const LONGEST_MESSAGE = 500;
const LONGEST_LABEL = 20;

/** Outlook ignores what it does not know in some versions and refuses it in others: only what it has is said. */
export function completionOptions(
  answer: SendAnswer,
  { supports, actionLabel }: CompletionDeps,
): CompletionOptions {
  if (answer.kind === 'send') return { allowEvent: true };
  const errorMessage = answer.message.slice(0, LONGEST_MESSAGE);
  if (!supports('1.14')) return { allowEvent: false, errorMessage };
  const markdown = supports('1.15') ? markdownOf(errorMessage) : undefined;
  return {
    allowEvent: false,
    errorMessage,
    ...(markdown === undefined ? {} : { errorMessageMarkdown: markdown }),
    cancelLabel: actionLabel.slice(0, LONGEST_LABEL),
    commandId: PANE_COMMAND,
    contextData: formatOpeningContext(answer.context),
    ...(answer.mayBeSentAnyway ? { sendModeOverride: promptUser() } : {}),
  };
}

/** The first sentence in bold; undefined where a sign of the text itself would be taken for markup. */
function markdownOf(text: string): string | undefined {
  if (/[*_`~#[\]<>\\]/.test(text)) return undefined;
  const end = text.indexOf('. ') + 1;
  const markdown = end > 0 ? `**${text.slice(0, end)}**${text.slice(end)}` : text;
  return markdown.length <= LONGEST_MESSAGE ? markdown : undefined;
}

/** Runtimes that take the option do not all have its enum. */
function promptUser(): string {
  try {
    return Office.MailboxEnums.SendModeOverride.PromptUser;
  } catch {
    return 'promptUser';
  }
}

/** Completes a send: with all options, or, where Outlook refuses those, with the answer alone. */
export function completeSend(event: Office.MailboxEvent, options: CompletionOptions): void {
  try {
    event.completed(options);
  } catch {
    completeBarely(event, options.allowEvent === true);
  }
}

function completeBarely(event: Office.MailboxEvent, allowEvent: boolean): void {
  try {
    event.completed({ allowEvent });
  } catch {
    // Nothing is left to say it with: Outlook's own time-out stops the mail (send mode Block).
  }
}

/** Completes an event that has no answer. */
export function completeEvent(event: Office.MailboxEvent): void {
  try {
    event.completed();
  } catch {
    // Outlook ends the handler itself after its time-out.
  }
}
