import { OFFICE_ERROR, done, failed, textListParam } from './mailbox-call.ts';
import type { CallTable, MailboxAnswer } from './mailbox-call.ts';

/** Exchange's identity and callback tokens are gone; the failure has an envelope of its own. */
function tokenFailure(): MailboxAnswer {
  return {
    wasSuccessful: false,
    errorCode: OFFICE_ERROR.tokenError,
    errorName: 'GenericTokenError',
    errorMessage: 'Exchange tokens are turned off.',
  };
}

const notSupported = (): MailboxAnswer => failed(OFFICE_ERROR.notSupported);
const noAnswer = (): MailboxAnswer => undefined;

export const ITEM_CALLS: CallTable = {
  32: ({ draft, update }) => {
    update((current) => (current.isSaved ? current : { ...current, isSaved: true }));
    return done(draft.id);
  },
  164: ({ draft }) => (draft.isSaved ? done(draft.id) : failed(OFFICE_ERROR.itemNotSaved)),
  174: ({ draft }) => done({ composeType: draft.composeType, coercionType: 'html' }),
  175: () => done(false),
  176: () => done(),
  99: ({ initializationContext }) => done(initializationContext),
  157: ({ draft }) => done(draft.categories),
  158: ({ params, update }) => {
    const names = textListParam(params, 'categories');
    if (names.length === 0) return failed(OFFICE_ERROR.invalidCategory);
    update((draft) => {
      const known = draft.categories.map(({ displayName }) => displayName);
      const added = names.filter((name) => !known.includes(name));
      return {
        ...draft,
        categories: [...draft.categories, ...added.map((displayName) => ({ displayName, color: 'None' }))],
      };
    });
    return done();
  },
  159: ({ params, update }) => {
    const names = textListParam(params, 'categories');
    update((draft) => ({
      ...draft,
      categories: draft.categories.filter(({ displayName }) => !names.includes(displayName)),
    }));
    return done();
  },
  160: () => done([]),
  161: notSupported,
  162: notSupported,
  166: notSupported,
  167: notSupported,
  108: notSupported,
  2: tokenFailure,
  12: tokenFailure,
  5: () => ({ wasProxySuccessful: false, errorMessage: 'Exchange Web Services are turned off.' }),
  40: () => done(),
  43: () => done(),
  45: () => done(),
  41: ({ window }) => {
    window.closeItem?.();
    return undefined;
  },
  42: ({ window }) => {
    window.closePane?.();
    return undefined;
  },
  // Telemetry of office.js: it waits for no answer.
  163: noAnswer,
  193: noAnswer,
  400: noAnswer,
  401: noAnswer,
  402: noAnswer,
};
