import type {
  CompletionOptions,
  ManifestSendMode,
  SendChoice,
  SendDialog,
  SendFault,
  SmartAlertSupport,
} from './types.ts';

const MAX_MESSAGE = 500;
const MAX_LABEL = 20;

/** Only a prompting add-in may be passed by while it works. */
export function dialogWhenWaiting(sendMode: ManifestSendMode): SendDialog {
  return { reason: 'taking-long', message: '', choices: besides(sendMode, 'dontSend') };
}

export function dialogWhenTimedOut(sendMode: ManifestSendMode): SendDialog {
  return { reason: 'timed-out', message: '', choices: besides(sendMode, 'dontSend') };
}

/** An add-in that cannot be reached stops the mail only where the manifest says Block. */
export function dialogWhenUnavailable(sendMode: ManifestSendMode): SendDialog {
  const choices: readonly SendChoice[] = sendMode === 'Block' ? ['tryLater'] : ['sendAnyway', 'tryLater'];
  return { reason: 'unavailable', message: '', choices };
}

/** The add-in said no: what the dialog shows of its options, and what the client had to cut or pass over. */
export function dialogWhenStopped(
  options: CompletionOptions,
  rules: { readonly sendMode: ManifestSendMode; readonly smartAlerts: SmartAlertSupport },
): { readonly dialog: SendDialog; readonly faults: readonly SendFault[] } {
  const faults: SendFault[] = [];
  const given = supportedOptions(options, rules.smartAlerts, faults);
  const isPrompt = rules.sendMode === 'PromptUser' || isLoosened(given.sendModeOverride, faults);
  const label = labelOf(given.cancelLabel, faults);
  const commandId =
    typeof given.commandId === 'string' && given.commandId !== '' ? given.commandId : undefined;
  const hasActionButton = commandId !== undefined && rules.smartAlerts.actionButton === 'takeAction';
  const markdown = textOf(given.errorMessageMarkdown, 'markdown-too-long', faults);
  const dialog: SendDialog = {
    reason: 'stopped',
    message: textOf(given.errorMessage, 'message-too-long', faults),
    ...(markdown === '' ? {} : { markdown }),
    choices: [
      ...(isPrompt ? (['sendAnyway'] as const) : []),
      ...(hasActionButton ? (['takeAction'] as const) : []),
      'dontSend',
    ],
    ...labelFor(label, rules.smartAlerts.actionButton),
    ...(commandId === undefined ? {} : { commandId, contextData: contextText(given.contextData) }),
  };
  if (dialog.message === '') faults.push({ code: 'message-missing', detail: 'errorMessage is empty' });
  return { dialog, faults };
}

function besides(sendMode: ManifestSendMode, choice: SendChoice): readonly SendChoice[] {
  return sendMode === 'PromptUser' ? ['sendAnyway', choice] : [choice];
}

function supportedOptions(
  options: CompletionOptions,
  support: SmartAlertSupport,
  faults: SendFault[],
): CompletionOptions {
  const newer = ['sendModeOverride', 'cancelLabel', 'commandId', 'errorMessageMarkdown'] as const;
  const ignored = newer.filter((name) => !support[name] && options[name] !== undefined);
  for (const name of ignored) faults.push({ code: 'option-not-supported', detail: name });
  return { ...options, ...Object.fromEntries(ignored.map((name) => [name, undefined])) };
}

/** At run time a send mode can only be loosened, and only to PromptUser. */
function isLoosened(override: unknown, faults: SendFault[]): boolean {
  if (override === undefined) return false;
  const isPrompt = typeof override === 'string' && override.toLowerCase() === 'promptuser';
  if (!isPrompt) faults.push({ code: 'send-mode-not-looser', detail: String(override) });
  return isPrompt;
}

function labelOf(label: unknown, faults: SendFault[]): string | undefined {
  if (typeof label !== 'string' || label === '') return undefined;
  if (label.length <= MAX_LABEL) return label;
  faults.push({ code: 'cancel-label-too-long', detail: `${label.length} characters` });
  return undefined;
}

function labelFor(
  label: string | undefined,
  button: SmartAlertSupport['actionButton'],
): Pick<SendDialog, 'actionLabel' | 'cancelLabel'> {
  if (label === undefined) return {};
  return button === 'takeAction' ? { actionLabel: label } : { cancelLabel: label };
}

function textOf(text: unknown, code: SendFault['code'], faults: SendFault[]): string {
  if (typeof text !== 'string') return '';
  if (text.length <= MAX_MESSAGE) return text;
  faults.push({ code, detail: `${text.length} characters` });
  return text.slice(0, MAX_MESSAGE);
}

/** `contextData` may be any JSON value; `getInitializationContextAsync` gives text. */
function contextText(contextData: unknown): string {
  if (contextData === undefined) return '';
  return typeof contextData === 'string' ? contextData : JSON.stringify(contextData);
}
