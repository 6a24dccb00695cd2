import type { Language } from '../../domain/policy.ts';
import { textsFor } from '../../domain/text/language.ts';
import type { Texts } from '../../domain/text/texts.ts';
import { transportTextsFor } from '../../domain/text/transport/language.ts';
import type { TransportTexts } from '../../domain/text/transport/texts.ts';
import { da } from './da.ts';
import { en } from './en.ts';
import { sv } from './sv.ts';
import type { PaneTexts } from './texts.ts';

/** All words of the pane in one language: those it shares with other doors, and its own. */
export interface Wording {
  readonly language: Language;
  readonly shared: Texts & TransportTexts;
  readonly pane: PaneTexts;
}

const PANE: Readonly<Record<Language, PaneTexts>> = { da, sv, en };

export function wordingFor(language: Language): Wording {
  const shared = { ...textsFor(language), ...transportTextsFor(language) };
  return { language, shared, pane: PANE[language] };
}

const LOCALE: Readonly<Record<Language, string>> = { da: 'da-DK', sv: 'sv-SE', en: 'en-GB' };

/** `23. nov. 2026` for an ISO 8601 instant; the text itself if it is none. */
export function formatDay(instant: string, language: Language): string {
  return format(instant, language, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `23 Nov 2026, 08:36`: day and time of an ISO 8601 instant, in the person's time zone. */
export function formatInstant(instant: string, language: Language): string {
  return format(instant, language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** `Sverige` for `SE`; the code itself where the browser has no name for it. */
export function countryName(code: string, language: Language): string {
  if (code === 'EU') return EUROPEAN_UNION[language];
  return new Intl.DisplayNames([LOCALE[language]], { type: 'region', fallback: 'code' }).of(code) ?? code;
}

const EUROPEAN_UNION: Readonly<Record<Language, string>> = { da: 'EU', sv: 'EU', en: 'the EU' };

/** `Norge, Sverige og USA` */
export function joinNames(names: readonly string[], language: Language): string {
  return new Intl.ListFormat(LOCALE[language], { type: 'conjunction' }).format(names);
}

function format(instant: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : new Intl.DateTimeFormat(LOCALE[language], options).format(time);
}
