/**
 * Words that name a number, in lower case; Danish, Swedish, Norwegian, Finnish, Icelandic, English. Written 2026-11-26
 * from public forms and letter templates of the Nordic authorities (borger.dk, skatteverket.se, skatteetaten.no,
 * dvv.fi, skra.is) and the abbreviations that people use for them. An ending may follow where none is closed by `\b`.
 */
const words = (...sources: readonly string[]): RegExp => new RegExp(sources.join('|'), 'g');

/** English words, for the number of a person of any country. */
const ENGLISH = [
  'person(?:al)?[-\\s](?:id|ident\\w*|number|no\\b)',
  'id(?:entity|entifi\\w*)?[-.\\s]{0,2}(?:number|no\\b|code)',
  'national (?:id|identity)',
  'social security',
  '\\bssn\\b',
];
/** The same in the Scandinavian languages, where one word serves all three countries. */
const SCANDINAVIAN = [
  'person(?:lig|s)?[-\\s]?(?:id|ident\\w*|nummer|numre|nr)',
  'pers[-.\\s]{0,2}n(?:umme)?r',
  'id(?:entitets)?[-.\\s]{0,2}(?:nummer|numre|nr|kode)',
  ...ENGLISH,
];

export const DK_CPR_LABEL = words(
  'c\\.p\\.r\\b\\.?',
  'cpr(?!\\.(?:dk|com|eu|org)\\b|-?(?:lov|kontor|regist|system|opslag|udtræk|afdeling|data|vejledning|adgang|service))',
  'f(?:ø|oe)dsels(?:nummer|numre|nr)',
  'civil registration',
  ...SCANDINAVIAN,
);
export const SE_LABEL = words(
  '\\bp\\.?\\s?nr',
  'samordnings(?:nummer|nr)',
  'coordination num',
  'födelsenummer',
  ...SCANDINAVIAN,
);
export const NO_LABEL = words(
  'f(?:ø|oe)dsels?[-\\s]?(?:nummer|numre|nr)',
  '\\bf\\.?\\s?nr',
  '\\bd[-.\\s]?(?:nummer|nr)',
  ...SCANDINAVIAN,
);
export const FI_LABEL = words('henkilötun\\w*', 'hetu', '\\bsotu\\b', 'personbeteckning', ...ENGLISH);
export const IS_LABEL = words('kennit(?:ala|öl|alu)\\w*', '\\bkt\\b\\.?');
export const IBAN_LABEL = words('\\biban\\b');
export const CARD_LABEL = words(
  '(?:kredit|credit|betalings|betal|debet|debit|bank|konto|master|payment |luotto|maksu|greiðslu)[-\\s]?(?:kort|card)',
  'dankort',
  '\\bvisa\\b',
  'mastercard',
  '\\bamex\\b',
  'american express',
  'kort[-\\s]?(?:nummer|nr|numre)',
  'card (?:number|no\\b)',
  'kortti',
);
export const PASSPORT_LABEL = words(
  '\\bpass?(?:et)?s?[-.\\s]{0,2}(?:nummer|numre|nr|no\\b)',
  '\\bpass?(?:et)? (?:har|med) (?:nummer|nr)',
  '\\bpass?(?:et)?(?::| er\\b| är\\b)',
  '\\b(?:mit|dit|sit|mitt|ditt|sitt|hans|hendes|hennes) pass?\\b',
  '\\(pass?\\)',
  // A cell of its own.
  '(?:^|\\t)\\s*pass?\\s*(?:\\t\\s*)?$',
  'passport',
  'passi(?:numero|n numero|nro)?\\b',
  'vegabréf',
  'vegabref',
);
/** Passes that open no border. */
export const NO_PASSPORT = words(
  '\\b(?:boarding|bus|ski|lift|season|sæson|day|dags|guest|gæste|festival|adgangs|års|rail|interrail|hall|event|press|travel|month|monthly|parking|gym)[-\\s]?pass?\\w*',
);
export const HEALTH_CARD_LABEL = words(
  'sygesikring',
  'sjukförsäkring',
  'sundhedskort',
  'sygesikringskort',
  'helsetrygdkort',
  'sairaanhoitokort',
  '\\behic\\b',
  'health (?:insurance )?card',
  'eu[-\\s]kort',
  'evrópska sjúkra',
);

/** Words that name a number of another kind; they count right before the number, or at the head of its list or column. */
const OTHER = [
  'ordre(?:n|r|bekræftelse)?',
  'order(?:n|bekräftelse)?',
  'bestilling(?:en|s)?',
  'beställning(?:en|s)?',
  'booking',
  'faktura(?:en|n)?',
  'invoice',
  'lasku',
  'tilaus',
  'viite',
  'pöntun',
  '\\bp-?nr',
  'p-?nummer',
  'produktionsenhed',
  '\\bean',
  '\\bgln',
  'stregkode',
  'streckkod',
  'barcode',
  'isbn',
  'issn',
  'ticket',
  '\\bpo',
  'polic[ey]',
  'forsikring(?:en|s)?',
  'abonnement(?:et|s)?',
  '\\btlf',
  '\\btel\\b',
  'telefon',
  'mobil(?:en|telefon)?',
  '\\bmob',
  'phone',
  'puhelin',
  'numero(?:on|sta)?',
  '\\bsoita',
  '\\bgsm',
  '\\bpuh',
  'sími',
  '\\bring(?: mig| til)?(?: på)?',
  '\\bring meg på',
  '\\bcall(?: me)?(?: at)?',
  '\\bsms',
  '\\bfax',
  '\\bkonto',
  '\\breg',
  'account',
  'bankgiro',
  'plusgiro',
  '\\bbg',
  '\\bpg',
  '\\bocr',
  '\\bkid',
  '\\bfik',
  '\\bcvr',
  '\\borg',
  'organisations?',
  'y-tunnus',
  '\\bmoms',
  '\\bvat',
  'varenr',
  'varenummer',
  'artikel',
  '\\bart',
  '\\bsku',
  '\\bref(?:erence|erens)?',
  'serie',
  'serial',
  '\\bs/?n',
  'imei',
  'iccid',
  'rekvisition',
  'tracking',
  'pakke',
  'paket',
  'forsendelse',
  'kolli',
  'sändning',
  'løbenr',
  '\\bse-?nr',
  'måler',
  'mätare',
  'matrikel',
  'transaktion',
  'transaction',
  'betaling',
  'betalnings',
  'beløb(?:et)?',
  'belopp(?:et)?',
  '\\bkr',
  '\\bdkk',
  '\\bsek',
  '\\bnok',
  '\\beur',
  'amount',
  '\\blog\\b',
  'timestamp',
  'tidsstempel',
  '\\bunix',
  'epoch',
  '\\bbuild',
  '\\bversion',
  'commit',
  'guid',
  'uuid',
  '\\bip',
  '\\bport',
  '\\bgps',
  'licens',
  'license',
].join('|');
/** These are people or matters as well: they name another number only together with a word for "number". */
const OTHER_WITH_NUMBER = [
  'kunde',
  'kund',
  'customer',
  'debitor',
  'kreditor',
  'leverandør',
  'leverantörs?',
  'medlem',
  'member',
  'medarbejder',
  'police',
  'skade',
  'skada',
  'aftale',
  'avtal',
  'kontrakt',
  'contract',
  '\\bsag',
  'journal',
  'ärende',
  'diarie',
  '\\bcase',
  'bilag',
  'projekt',
  'project',
  'løb',
].join('|');
const NUMBER = '(?:nummer|numre|number|num|nr|no|id|kode|kod|code)';
/** Small words and signs between a word and its number, and the first part of a number in two parts. */
const FILLERS = '(?:[\\s.:#=(-]|er|is|är|en|et|på)*(?:\\d{1,4}[ -])?';

/** Small words between the ends of a period, or its name on the same line. */
export const PERIOD_BEFORE =
  /(?:period\S*|kvartal\S*|regnskabsår\S*|interval\S*|(?:^|[^a-zæøåäö])(?:fra|från|til|till|from|to|until|between|mellem|mellan|mellom))(?:[\s:]|den|d\.|\d{6}[-\s]\d{4}|og|och|and|til|till|to|[-–])*$/;

/** `kl. 010190-1234`: right before, so that a person may follow an hour. */
const TIME = '\\bkl\\b[\\s.:]*';
export const OTHER_BEFORE = new RegExp(
  `(?:${TIME}|(?:(?:${OTHER})[\\s.-]*${NUMBER}?|(?:${OTHER_WITH_NUMBER})(?:s|e|en)?[\\s.-]*${NUMBER})s?${FILLERS})$`,
);
/** Any other compound with "number": `abonnementsnr.` It may be a word for the number of a person, too: `elevnummer`. */
export const SOME_NUMBER_BEFORE = new RegExp(
  `[a-zæøåäö]{2}-?(?:nummer(?:et)?|numre|number|nr|nro|id|kode|kod)${FILLERS}$`,
);
