import { createContext, useContext } from 'react';
import type { Language } from '../../../domain/policy.ts';
import { da } from './da.ts';
import { en } from './en.ts';
import { sv } from './sv.ts';
import type { Texts } from './texts.ts';

const TEXTS: Readonly<Record<Language, Texts>> = { da, sv, en };

/** Office's names for the playground's three languages. */
export const LOCALES: Readonly<Record<Language, string>> = { da: 'da-DK', sv: 'sv-SE', en: 'en-US' };
/** How dates are written: by the day first and with 24 hours, in all three. */
const DATE_LOCALES: Readonly<Record<Language, string>> = { da: 'da-DK', sv: 'sv-SE', en: 'en-GB' };

/** `23 Nov 2026, 08:36`, as the add-in's pane writes it. */
export function formatInstant(instant: number, language: Language): string {
  return new Intl.DateTimeFormat(DATE_LOCALES[language], {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
}

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  da: 'Dansk',
  sv: 'Svenska',
  en: 'English',
};

export function textsIn(language: Language): Texts {
  return TEXTS[language];
}

const LanguageContext = createContext<Language>('en');
export const LanguageProvider = LanguageContext.Provider;

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** The window's words in the chosen language. */
export function useTexts(): Texts {
  return TEXTS[useContext(LanguageContext)];
}
