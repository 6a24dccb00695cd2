export type WrittenLanguage = 'danish' | 'swedish' | 'finnish';

/** Characters on either side that show which language is written. */
const REACH = 300;
/** Signs and small words that the neighbours do not have; Norwegian goes with Danish. Swedish signs are Finnish ones, too. */
const SIGNS: readonly (readonly [WrittenLanguage, RegExp, WrittenLanguage?])[] = [
  [
    'danish',
    /[æø]|\b(?:og|er|ikke|fra|jeg|til|af|et|op|ud|ved|ham|hende|hendes|hvad|hvis|hvor|når|bliver|skal|vedr|cpr|sag|sagen|tak|kommune|borgeren|studerende|venlig|\w*(?:jen|han|niel|lar|ter|der|mad|sten|ol|mus|tian)sen|\w{3,}(?:ede|eret|hed))\b/gi,
  ],
  [
    'swedish',
    /[äö]|\b(?:och|att|inte|till|jag|ett|ska|hon|henne|upp|vad|blir|tack|\w{3,}(?:sson|erad|erats))\b/gi,
  ],
  ['finnish', /aa|ii|uu|yy|ää|\b(?:ja|on|ei)\b/gi, 'swedish'],
];

/** The language around a place, if it has more than twice as many signs as the next. */
export function languageAround(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): WrittenLanguage | undefined {
  const around = text.slice(Math.max(0, start - REACH), end + REACH);
  const counted = SIGNS.map(([language, signs, shared]) => ({
    language,
    signs: (around.match(signs) ?? []).length,
    shared,
  }));
  return counted.find((one) =>
    counted.every((other) => other === one || other.language === one.shared || one.signs > other.signs * 2),
  )?.language;
}
