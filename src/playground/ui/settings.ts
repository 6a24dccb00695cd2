import { LANGUAGES } from '../../domain/policy.ts';
import type { Language } from '../../domain/policy.ts';
import type { ClientProfileId } from '../model/types.ts';
import { DEFAULT_SLOWNESS_MS } from './faults.ts';

export type ThemeName = 'light' | 'dark' | 'contrast';

export const THEMES: readonly ThemeName[] = ['light', 'dark', 'contrast'];
export const PROFILE_IDS: readonly ClientProfileId[] = ['web', 'newWindows', 'classic', 'mac'];
export const PANE_WIDTH = { least: 320, most: 600 };

/** What the person chose in the window and its drawer; lives as long as the browser tab. */
export interface Settings {
  readonly profile: ClientProfileId;
  readonly language: Language;
  readonly theme: ThemeName;
  readonly paneWidth: number;
  readonly isPanePinned: boolean;
  readonly isDrawerOpen: boolean;
  /** The suggestions under an empty mail are put away. */
  readonly isHintClosed: boolean;
  /** Milliseconds added to each answer of the Office host. */
  readonly latency: number;
  /** Milliseconds that the service takes while it is made slow. */
  readonly slowness: number;
}

const KEY = 'playground.settings';

/** Names of the settings in the address of the page, and how a value is read. */
export const PARAMETERS = {
  profile: { name: 'profile', values: PROFILE_IDS },
  language: { name: 'lang', values: LANGUAGES },
  theme: { name: 'theme', values: THEMES },
} as const;

/** Settings by the page's address, then by what the tab remembers, then by the browser's language. */
export function readSettings(search: string, remembered: string | null, browserLanguage: string): Settings {
  const query = new URLSearchParams(search);
  const kept = readKept(remembered);
  return {
    ...defaults(browserLanguage),
    ...kept,
    ...chosen('profile', PARAMETERS.profile.values, query.get('profile')),
    ...chosen('language', PARAMETERS.language.values, query.get('lang')),
    ...chosen('theme', PARAMETERS.theme.values, query.get('theme')),
    ...(query.has('drawer') ? { isDrawerOpen: query.get('drawer') === 'open' } : {}),
  };
}

export function loadSettings(): Settings {
  return readSettings(location.search, sessionStorage.getItem(KEY), navigator.language);
}

/** Remembers the settings; a deep link's own values follow, so that a reload shows the same. */
export function keepSettings(settings: Settings): void {
  sessionStorage.setItem(KEY, JSON.stringify(settings));
  const url = new URL(location.href);
  for (const key of ['profile', 'language', 'theme'] as const) {
    const { name } = PARAMETERS[key];
    if (url.searchParams.has(name)) url.searchParams.set(name, settings[key]);
  }
  if (url.href !== location.href) history.replaceState(null, '', url);
}

function defaults(browserLanguage: string): Settings {
  const primary = browserLanguage.slice(0, 2).toLowerCase();
  return {
    profile: 'web',
    language: LANGUAGES.find((language) => language === primary) ?? 'en',
    theme: 'light',
    paneWidth: PANE_WIDTH.least,
    isPanePinned: false,
    isDrawerOpen: false,
    isHintClosed: false,
    latency: 0,
    slowness: DEFAULT_SLOWNESS_MS,
  };
}

function readKept(remembered: string | null): Partial<Settings> {
  if (remembered === null) return {};
  try {
    const kept: unknown = JSON.parse(remembered);
    // Written by this page only; a stale shape costs the person a default, nothing more.
    return typeof kept === 'object' && kept !== null ? (kept as Partial<Settings>) : {};
  } catch {
    return {};
  }
}

function chosen<K extends string, V extends string>(
  key: K,
  values: readonly V[],
  wanted: string | null,
): Partial<Record<K, V>> {
  const value = values.find((each) => each === wanted);
  // A computed key loses its literal type.
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
