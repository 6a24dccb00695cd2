import type { Language } from '../policy.ts';
import { da } from './da.ts';
import { en } from './en.ts';
import { sv } from './sv.ts';
import type { Texts } from './texts.ts';

const TEXTS: Readonly<Record<Language, Texts>> = { da, sv, en };

/** Danish, Swedish or English by Office's display language (`da-DK`); English for every other. */
export function languageOf(locale: string): Language {
  const primary = locale.slice(0, 2).toLowerCase();
  return primary === 'da' || primary === 'sv' ? primary : 'en';
}

export function textsFor(language: Language): Texts {
  return TEXTS[language];
}
