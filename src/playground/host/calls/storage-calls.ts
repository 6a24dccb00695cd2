import { isRecord } from '../wire.ts';
import {
  OFFICE_ERROR,
  done,
  failed,
  textListParam,
  textParam,
  textRecord,
  withoutKeys,
} from './mailbox-call.ts';
import type { CallTable } from './mailbox-call.ts';

const MAX_SESSION_CHARACTERS = 50_000;

/** What an add-in keeps with the draft (headers, session data, custom properties) or with the mailbox (settings). */
export const STORAGE_CALLS: CallTable = {
  151: ({ draft, params }) => {
    const found = textListParam(params, 'internetHeaderKeys').flatMap((key) => {
      const entry = Object.entries(draft.internetHeaders).find(([name]) => isSameHeader(name, key));
      return entry === undefined ? [] : [[key, entry[1]] as const];
    });
    return done(Object.fromEntries(found));
  },
  152: ({ params, update }) => {
    const given = textRecord(params['internetHeaderNameValuePairs']);
    update((draft) => ({
      ...draft,
      internetHeaders: { ...withoutHeaders(draft.internetHeaders, Object.keys(given)), ...given },
    }));
    return done();
  },
  153: ({ params, update }) => {
    const keys = textListParam(params, 'internetHeaderKeys');
    update((draft) => ({ ...draft, internetHeaders: withoutHeaders(draft.internetHeaders, keys) }));
    return done();
  },
  185: ({ draft, params, update }) => {
    const sessionData = { ...draft.sessionData, [textParam(params, 'name')]: textParam(params, 'value') };
    if (JSON.stringify(sessionData).length > MAX_SESSION_CHARACTERS)
      return failed(OFFICE_ERROR.sessionTooLong);
    update((current) => ({ ...current, sessionData }));
    return done();
  },
  186: ({ draft, params }) => {
    const value = draft.sessionData[textParam(params, 'name')];
    return value === undefined ? failed(OFFICE_ERROR.keyMissing) : done(value);
  },
  187: ({ draft }) => done(draft.sessionData),
  188: ({ update }) => {
    update((draft) => ({ ...draft, sessionData: {} }));
    return done();
  },
  189: ({ draft, params, update }) => {
    const name = textParam(params, 'name');
    if (draft.sessionData[name] === undefined) return failed(OFFICE_ERROR.keyMissing);
    update((current) => ({
      ...current,
      sessionData: withoutKeys(current.sessionData, (key) => key === name),
    }));
    return done();
  },
  3: ({ draft }) => ({ wasSuccessful: true, customProperties: draft.customProperties }),
  4: ({ params, update }) => {
    update((draft) => ({ ...draft, customProperties: JSON.stringify(params['customProperties'] ?? {}) }));
    return { wasSuccessful: true };
  },
  404: ({ rawParams, store }) => {
    const settings: unknown = Array.isArray(rawParams) ? rawParams[0] : rawParams;
    if (!isRecord(settings)) return failed(OFFICE_ERROR.settingsError);
    store.saveRoamingSettings(textRecord(settings));
    return done();
  },
};

function withoutHeaders(
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  return withoutKeys(headers, (key) => names.some((name) => isSameHeader(name, key)));
}

/** Header names are the same in any case (RFC 5322 section 1.2.2). */
function isSameHeader(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
