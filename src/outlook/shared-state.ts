import { formatState, parseState } from '../domain/state-header.ts';
import type { DraftState } from '../domain/state-header.ts';
import type { Caller } from './call.ts';
import { headerStore } from './header-store.ts';
import type { ComposeItem } from './ports.ts';
import { sessionStore } from './session-store.ts';

type SharedState = Pick<
  ComposeItem,
  'readChoices' | 'readState' | 'writeChoices' | 'writeFiles' | 'writeSentHeader' | 'reopenDraft'
>;

/**
 * What pane and handler share about the draft: the header, and for a mail that leaves, what must not leave with it. That is
 * kept in the session beside the header it belongs to, so that a send which is stopped after all takes nothing away.
 */
export function sharedState(item: Office.MessageCompose, call: Caller): SharedState {
  const header = headerStore(item, call);
  const session = sessionStore(item, call);
  let last: DraftState | undefined;

  const stateOf = async (now: string | undefined): Promise<DraftState> => {
    const state = parseState(now);
    return state.isLeaving === true ? withKept(state, keptFor(now, await session.read())) : state;
  };
  const readState = async (): Promise<DraftState> => (last = await stateOf(await header.read()));
  return {
    readState,
    readChoices: async () => (await readState()).choices,
    writeChoices: (choices) =>
      header.change(async (now) => formatState({ ...(await stateOf(now)), choices })),
    writeFiles: (files) =>
      header.change((now) => {
        const state = parseState(now);
        // While Outlook's dialog asks, the header must stay as the mail will leave with it.
        return state.isLeaving === true ? undefined : formatState({ ...state, files });
      }),
    writeSentHeader: (value) => {
      // Not waited for: where Outlook keeps nothing, the sender is asked again, which is the safe side.
      if (last !== undefined) session.write(`${value}\n${formatState(last)}`).catch(() => undefined);
      return header.write(value);
    },
    reopenDraft: () =>
      header.change(async (now) =>
        parseState(now).isLeaving === true ? formatState(await stateOf(now)) : undefined,
      ),
  };
}

/** The draft's state from before this header was written; nothing if it was kept for another. */
function keptFor(header: string | undefined, kept = ''): DraftState | undefined {
  const [sent, draft] = kept.split('\n');
  return sent === header && draft !== undefined ? parseState(draft) : undefined;
}

/** An answer given for one send is not kept: what is sent next may be another mail. */
function withKept(state: DraftState, kept: DraftState | undefined): DraftState {
  if (kept === undefined) return state;
  const overrides = kept.choices?.overrides;
  const choices =
    state.choices === undefined || overrides === undefined
      ? {}
      : { choices: { ...state.choices, overrides } };
  return { ...state, ...choices, files: kept.files };
}
