import type { MailIdentity, MailStore, MailboxState, PlaygroundDraft, StoreChange } from './types.ts';

interface MailStoreOptions {
  readonly owner: MailIdentity;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** What was there before, e.g. kept by the page over a reload. */
  readonly initial?: MailboxState;
}

const EMPTY: MailboxState = { drafts: [], sent: [], roamingSettings: {} };

/** A mailbox in memory. Listeners hear of a change after the state has it. */
export function createMailStore({ owner, now = Date.now, initial = EMPTY }: MailStoreOptions): MailStore {
  let state = initial;
  let lastNumber = highestNumber(initial);
  const listeners = new Set<(change: StoreChange) => void>();

  const nextId = (prefix: string): string => `${prefix}-${(lastNumber += 1)}`;
  const draft = (id: string): PlaygroundDraft | undefined => state.drafts.find((each) => each.id === id);
  const replace = (next: MailboxState, change: StoreChange): void => {
    state = next;
    for (const listener of [...listeners]) listener(change);
  };

  return {
    state: () => state,
    draft,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    createDraft: (seed = {}) => {
      const created: PlaygroundDraft = { ...emptyDraft(nextId('draft'), owner), ...seed };
      replace({ ...state, drafts: [...state.drafts, created] }, { kind: 'draftCreated', draft: created });
      return created;
    },
    updateDraft: (id, origin, change) => {
      const previous = draft(id);
      if (previous === undefined) return;
      const next = change(previous);
      if (next === previous) return;
      const drafts = state.drafts.map((each) => (each === previous ? next : each));
      replace({ ...state, drafts }, { kind: 'draft', origin, previous, next });
    },
    removeDraft: (id) => {
      const removed = draft(id);
      if (removed === undefined) return;
      replace(without(state, removed), { kind: 'draftRemoved', draft: removed });
    },
    send: (draftId) => {
      const leaving = draft(draftId);
      if (leaving === undefined) return undefined;
      const { from, to, cc, bcc, subject, bodyHtml, attachments, internetHeaders } = leaving;
      const content = { from, to, cc, bcc, subject, bodyHtml, attachments, internetHeaders };
      const mail = { id: nextId('sent'), sentAt: now(), ...content };
      replace({ ...without(state, leaving), sent: [mail, ...state.sent] }, { kind: 'sent', mail });
      return mail;
    },
    saveRoamingSettings: (roamingSettings) => {
      replace({ ...state, roamingSettings }, { kind: 'roamingSettings' });
    },
  };
}

export function emptyDraft(id: string, from: MailIdentity): PlaygroundDraft {
  return {
    id,
    isSaved: false,
    composeType: 'newMail',
    from,
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    bodyHtml: '',
    attachments: [],
    internetHeaders: {},
    sessionData: {},
    notifications: [],
    categories: [],
    customProperties: '{}',
  };
}

function without(state: MailboxState, draft: PlaygroundDraft): MailboxState {
  return { ...state, drafts: state.drafts.filter((each) => each !== draft) };
}

/** Ids go on after those of a kept mailbox. */
function highestNumber({ drafts, sent }: MailboxState): number {
  const numbers = [...drafts, ...sent].map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0));
  return Math.max(0, ...numbers);
}
