import type { SampleAddress } from './addresses.ts';

/** Those whose domain's ending tells that they are in another country. */
export const ABROAD_ADDRESSES: readonly SampleAddress[] = [
  {
    id: 'abroad-eea',
    name: 'Astrid Nyman',
    address: 'astrid.nyman@akerlunda.example.se',
    type: 'externalUser',
    transport: 'tls',
    isConsumer: false,
    reason: 'tls-verified',
    explanation: {
      da: 'I Sverige, med godt TLS: et andet EU-land, så du skal tage stilling.',
      sv: 'I Sverige, med bra TLS: ett annat EU-land, så du ska ta ställning.',
      en: 'In Sweden, with good TLS: another EU country, so it asks for your decision.',
    },
  },
  {
    id: 'abroad-third',
    name: 'Jim Reed',
    address: 'jim.reed@southport.example.com.au',
    type: 'externalUser',
    transport: 'tls',
    isConsumer: false,
    reason: 'tls-verified',
    explanation: {
      da: 'I Australien, med godt TLS: uden for EU, så der skal være et grundlag.',
      sv: 'I Australien, med bra TLS: utanför EU, så det måste finnas en grund.',
      en: 'In Australia, with good TLS: outside the EU, so there must be a basis.',
    },
  },
];
