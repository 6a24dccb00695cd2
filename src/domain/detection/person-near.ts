/**
 * Signs of one particular person in a sentence: a pronoun, a role with the article of one, a kinsman, a name. English "her"
 * is left out: in Danish it means "here".
 */
const PRONOUN =
  /(?:^|[^\wæøåäö])(?:han|hun|ham|hende|hans|hendes|hon|honom|henne|hennes|she|he|him|his|hers|hän|hänen|hänellä)(?![\wæøåäö])/i;
const ROLE =
  /(?:^|[^\wæøåäö])(?:(?:den |denne |vores )?(?:patienten|borgeren|brugeren|eleven|klienten|ansøgeren|medarbejderen|studenten|kursisten|beboeren|barnet|moderen|faderen|drengen|pigen|sønnen|datteren|manden|kvinden|medborgaren|brukaren|den sökande|medarbetaren|barnets?|mamman|pappan|pojken|flickan|sonen|dottern)|den studerende|den ansatte|den anstalda|den anställda|the (?:patient|student|client|citizen|employee|applicant|pupil|child|boy|girl)|(?:min|din|vores|hans|hendes|deres|my|your|our|mitt|ditt|mit|dit) (?:søn|datter|mand|kone|mor|far|barn|kollega|elev|studerende|patient|bror|søster|son|dotter|fru|hustru|kollega|mamma|pappa|daughter|wife|husband|mother|father|colleague|brother|sister|child))(?![\wæøåäö])/i;
const CAPITAL = 'A-ZÆØÅÄÖÉÞÐÁÍÓÚ';
const SMALL = 'a-zæøåäöéþðáíóúü';
const FULL_NAME = new RegExp(
  `[${CAPITAL}][${SMALL}]+(?:[ -](?:[${CAPITAL}]\\.|[${CAPITAL}][${SMALL}]+))+`,
  'g',
);
const NAME_AND_VERB = new RegExp(
  `([${CAPITAL}][${SMALL}]{2,}) (?:er|har|blev|bliver|fik|får|lider|var|kom|skal|är|fick|lider|ble|is|was|has|had|got|suffers|on|s[ao]i)(?![${SMALL}])`,
  'g',
);
/** Institutions are written like names. */
const INSTITUTION =
  /skole|høgskole|högskola|gymnasi|råd|kommun|region|universit|hospital|sygehus|sjukhus|institut|cent[er]|forening|förening|forbund|förbund|afdeling|avdelning|ministeri|styrelse|myndighed|myndighet|bank|kirke|fond|selskab|bekæmpelse|hilsen|hälsning|regards|danmark|sverige|norge|denmark|sweden|aps|jobc|politi|nævn|udvalg|college|school|university|council|department|office|service/i;
/** Words that begin a sentence and are no names; a definite form such as "Diagnosen" is none either. */
const NO_NAME =
  /^(?:det|der|den|de|vi|du|jeg|hvad|hvem|hvor|hvis|dette|disse|her|it|this|that|there|what|vad|vem|detta|man|alle|mange|nogle|ingen|mine|it|we|you|they|jag|ni|om|når|kurset|alt|noget|både|my|your|all|who|which|she|he)$|(?:en|et|erne|arna|orna|ing|else|tion)$/i;
const NAMES_LIKE_DEFINITE =
  /^(?:karen|kirsten|kristen|jørgen|morten|carsten|karsten|torben|steffen|espen|preben|ellen|helen|maren|marten|mårten|jesper|sten|annett?e|hellen|gretchen|colleen|kathleen|steen)$/i;

/** True when the sentence speaks of somebody. */
export function isAboutPerson(sentence: string): boolean {
  if (PRONOUN.test(sentence) || ROLE.test(sentence)) return true;
  if ((sentence.match(FULL_NAME) ?? []).some((name) => !INSTITUTION.test(name))) return true;
  return (sentence.replace(FULL_NAME, '').match(NAME_AND_VERB) ?? []).some((words) =>
    isName(words.slice(0, words.indexOf(' '))),
  );
}

function isName(word: string): boolean {
  if (NAMES_LIKE_DEFINITE.test(word)) return true;
  return !NO_NAME.test(word) && !INSTITUTION.test(word);
}
