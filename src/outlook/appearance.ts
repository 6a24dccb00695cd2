import type { Appearance, Unsubscribe } from './ports.ts';

const DARK = '(prefers-color-scheme: dark)';
const HIGH_CONTRAST = '(forced-colors: active)';

/** Office's theme where there is one (1.14), as its event told it last; else what the browser says. */
export function readAppearance(told?: string): Appearance {
  const background = told ?? colourOf(Office.context.officeTheme);
  return {
    isDark: background === undefined ? matches(DARK) : isDarkColour(background),
    isHighContrast: matches(HIGH_CONTRAST),
  };
}

/** Calls the listener when the browser's colour scheme or its forced colours change. */
export function onSchemeChanged(listener: () => void): Unsubscribe {
  const queries = [DARK, HIGH_CONTRAST].flatMap((text) => query(text) ?? []);
  queries.forEach((one) => one.addEventListener('change', listener));
  return () => {
    queries.forEach((one) => one.removeEventListener('change', listener));
    return Promise.resolve();
  };
}

/** By relative luminance of `#rgb` or `#rrggbb`; `isDarkTheme` is not filled in by Outlook. */
export function isDarkColour(colour: string): boolean {
  const hex = colour.replace('#', '');
  const long = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
  const part = (at: number): number => parseInt(long.slice(at, at + 2), 16);
  return 0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4) < 128;
}

/** The background colour that an `OfficeThemeChanged` event carries. */
export function backgroundIn(event: unknown): string | undefined {
  return typeof event === 'object' && event !== null && 'officeTheme' in event
    ? colourOf(event.officeTheme)
    : undefined;
}

function colourOf(theme: unknown): string | undefined {
  if (typeof theme !== 'object' || theme === null || !('bodyBackgroundColor' in theme)) return undefined;
  const colour = theme.bodyBackgroundColor;
  return typeof colour === 'string' && /^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour) ? colour : undefined;
}

function matches(text: string): boolean {
  return query(text)?.matches ?? false;
}

function query(text: string): MediaQueryList | undefined {
  return typeof window.matchMedia === 'function' ? window.matchMedia(text) : undefined;
}
