import type { Appearance, Unsubscribe } from './ports.ts';

const DARK = '(prefers-color-scheme: dark)';
const HIGH_CONTRAST = '(forced-colors: active)';

/** The two colours of an Office theme that tell what kind of theme it is. */
export interface ThemeColours {
  readonly background: string;
  readonly foreground: string | undefined;
}

/** Office's theme where there is one (1.14), as its event told it last; else what the browser says. */
export function readAppearance(told?: ThemeColours): Appearance {
  const colours = told ?? coloursOf(Office.context.officeTheme);
  return {
    isDark: colours === undefined ? matches(DARK) : isDarkColour(colours.background),
    isHighContrast: matches(HIGH_CONTRAST) || (colours !== undefined && isContrastTheme(colours)),
  };
}

/**
 * Office says nowhere that a theme is one of high contrast, but only those write in full white, yellow or green on full
 * black: Office's own black theme is of greys.
 */
function isContrastTheme({ background, foreground }: ThemeColours): boolean {
  if (foreground === undefined || isDarkColour(foreground)) return false;
  return partsOf(background).every((part) => part === 0) && partsOf(foreground).every(isFull);
}

function isFull(part: number): boolean {
  return part === 0 || part === 255;
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
  const [red, green, blue] = partsOf(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

function partsOf(colour: string): readonly [red: number, green: number, blue: number] {
  const hex = colour.replace('#', '');
  const long = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
  const part = (at: number): number => parseInt(long.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

/** The colours that an `OfficeThemeChanged` event carries. */
export function coloursIn(event: unknown): ThemeColours | undefined {
  return typeof event === 'object' && event !== null && 'officeTheme' in event
    ? coloursOf(event.officeTheme)
    : undefined;
}

function coloursOf(theme: unknown): ThemeColours | undefined {
  if (typeof theme !== 'object' || theme === null || !('bodyBackgroundColor' in theme)) return undefined;
  const background = asColour(theme.bodyBackgroundColor);
  if (background === undefined) return undefined;
  const foreground = 'bodyForegroundColor' in theme ? asColour(theme.bodyForegroundColor) : undefined;
  return { background, foreground };
}

function asColour(colour: unknown): string | undefined {
  return typeof colour === 'string' && /^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour) ? colour : undefined;
}

function matches(text: string): boolean {
  return query(text)?.matches ?? false;
}

function query(text: string): MediaQueryList | undefined {
  return typeof window.matchMedia === 'function' ? window.matchMedia(text) : undefined;
}
