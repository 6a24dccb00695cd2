/** Where personal data would go by law: within EU/EEA, to a country with an adequacy decision, or elsewhere. */
export type TransferZone = 'eea' | 'adequate' | 'third';

/**
 * Countries by law on transfers (GDPR art. 44–49), by ISO 3166-1 code. Source: member states and EEA agreement; adequacy
 * decisions of the European Commission under art. 45 as published by 2025-12. Refresh: when the Commission adopts or repeals a
 * decision. A country that is missing counts as a third one, which only asks for more thought.
 */
const EEA = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
  ' ',
);
/** CA: commercial organisations. US: organisations in the Data Privacy Framework; others are third ones, so that it is not here. */
const ADEQUATE = 'AD AR CA CH FO GB GG IL IM JE JP KR NZ UY'.split(' ');

/** Endings that are sold to everybody, so that they tell nothing of a country. */
const GENERIC = 'AC AI AM CC CO FM GG IM IO LA LY ME NU PW SC SH SO ST TO TV VC WS'.split(' ');
/** Endings that differ from the country's code. */
const CODES: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

/** The country that a domain is registered under, as an ISO 3166-1 code; "EU" for .eu; undefined when its ending tells none. */
export function countryOf(domain: string): string | undefined {
  const ending = domain.slice(domain.lastIndexOf('.') + 1).toUpperCase();
  if (!/^[A-Z]{2}$/.test(ending) || GENERIC.includes(ending)) return undefined;
  return CODES[ending] ?? ending;
}

export function transferZone(country: string): TransferZone {
  if (country === 'EU' || EEA.includes(country)) return 'eea';
  return ADEQUATE.includes(country) ? 'adequate' : 'third';
}
