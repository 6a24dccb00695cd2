/** What the letters of one label of a domain say of its honesty (UTS #39). */
export type LabelVerdict = 'honest' | 'mixed' | 'not-allowed';

/** Scripts in everyday use (UAX #31, table 5), and those that one language writes together (UTS #39 §5.2). */
const SCRIPTS: readonly (readonly string[])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
  ...['Arabic', 'Armenian', 'Bengali', 'Cyrillic', 'Devanagari', 'Ethiopic', 'Georgian', 'Greek'].map(alone),
  ...['Gujarati', 'Gurmukhi', 'Hebrew', 'Kannada', 'Khmer', 'Lao', 'Malayalam', 'Myanmar'].map(alone),
  ...['Oriya', 'Sinhala', 'Tamil', 'Telugu', 'Thaana', 'Thai', 'Tibetan'].map(alone),
];
const TOGETHER = SCRIPTS.map((scripts) => new RegExp(`^[${scripts.map(member).join('')}${shared()}]+$`, 'u'));
const IN_USE = new RegExp(`^[${[...new Set(SCRIPTS.flat())].map(member).join('')}${shared()}]+$`, 'u');
/** Letters, marks and digits, as IDNA 2008 has it (RFC 5892); UTS #46 alone lets signs and symbols pass. */
const LETTERS = /^[\p{L}\p{M}\p{Nd}\u00b7-]+$/u;
/** Small letters that pass for Latin ones in common typefaces (confusables of UTS #39, §4). */
const LATIN_LOOKING = {
  cyrillic: 'агеопрсухьѕіјһүԁԍԛԝӏѵѡҽ',
  greek: 'αγεηικνορστυχωϲϳ',
  armenian: 'ագզհյոսցւքօ',
};
const LOOKS_LATIN = new RegExp(`^(?:${Object.values(LATIN_LOOKING).map(only).join('|')})$`, 'u');

/** Judges one label in Unicode: letters of one script, or of those that are written together, and no others. */
export function judgeLabel(label: string): LabelVerdict {
  if (!LETTERS.test(label) || !IN_USE.test(label)) return 'not-allowed';
  return TOGETHER.some((scripts) => scripts.test(label)) ? 'honest' : 'mixed';
}

/** True for a label in another script of which every letter could be taken for a Latin one: "аррӏе" (UTS #39 §4.1). */
export function looksLatin(label: string): boolean {
  return LOOKS_LATIN.test(label);
}

function alone(script: string): readonly string[] {
  return [script];
}

function member(script: string): string {
  return `\\p{scx=${script}}`;
}

function shared(): string {
  return '\\p{scx=Common}\\p{scx=Inherited}';
}

/** Digits and hyphens may stand beside the letters, but not alone. */
function only(letters: string): string {
  return `[0-9-]*[${letters}][${letters}0-9-]*`;
}
