import type { Language } from '../../policy.ts';
import { da } from './da.ts';
import { en } from './en.ts';
import { sv } from './sv.ts';
import type { TransportTexts } from './texts.ts';

const TEXTS: Readonly<Record<Language, TransportTexts>> = { da, sv, en };

export function transportTextsFor(language: Language): TransportTexts {
  return TEXTS[language];
}
