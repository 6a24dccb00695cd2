import { complain, type Complaint } from './complaint.ts';
import { elementsAt, withDescendants, type XmlElement } from './read-manifest.ts';

/** Locales besides the default one that every text must have. */
const LOCALES = ['da-DK', 'sv-SE'];

/** Most characters, by element; strings by the list they stand in (MS-OWEMXML 5.2 and 5.6). */
const TEXT_LIMITS: Readonly<Record<string, number>> = {
  ProviderName: 125,
  DisplayName: 125,
  Description: 250,
  'bt:ShortStrings': 125,
  'bt:LongStrings': 250,
};
const REFERENCE_LIMIT = 32;

function checkLength(element: XmlElement, text: string, limit: number): Complaint[] {
  if (text.trim() === '') return [complain(element, 'is empty', 'Write the text')];
  if (text.length <= limit) return [];
  return [complain(element, `has ${text.length} characters`, `Shorten it to ${limit} characters at most`)];
}

/** One text with its overrides: long enough, short enough, in every language, each once. */
function checkLocalised(element: XmlElement, limit: number): Complaint[] {
  const overrides = element.children.filter(({ name }) => name.endsWith('Override'));
  const has = (locale: string): number =>
    overrides.filter(({ attributes }) => attributes['Locale'] === locale).length;
  const id = element.attributes['id'];
  const which = id === undefined ? '' : ` (${id})`;
  return [
    ...checkLength(element, element.attributes['DefaultValue'] ?? '', limit),
    ...overrides.flatMap((override) => checkLength(override, override.attributes['Value'] ?? '', limit)),
    ...LOCALES.filter((locale) => has(locale) === 0).map((locale) =>
      complain(element, `has no text for ${locale}${which}`, `Add an Override with Locale="${locale}"`),
    ),
    ...LOCALES.filter((locale) => has(locale) > 1).map((locale) =>
      complain(element, `has more than one text for ${locale}${which}`, 'Keep one of the Overrides'),
    ),
  ];
}

const limitOf = (name: string): number => TEXT_LIMITS[name] ?? 0;

/** Lengths of all texts and ids, and Danish and Swedish for each text. */
export function checkTexts(root: XmlElement): Complaint[] {
  const all = withDescendants(root);
  const lists = all.filter(({ name }) => name === 'bt:ShortStrings' || name === 'bt:LongStrings');
  const references = all.flatMap((element) =>
    [element.attributes['resid'], element.attributes['id']].map((id) => ({ element, id: id ?? '' })),
  );
  return [
    ...elementsAt(root, 'ProviderName').flatMap((element) =>
      checkLength(element, element.text, limitOf(element.name)),
    ),
    ...[...elementsAt(root, 'DisplayName'), ...elementsAt(root, 'Description')].flatMap((element) =>
      checkLocalised(element, limitOf(element.name)),
    ),
    ...lists.flatMap((list) => list.children.flatMap((text) => checkLocalised(text, limitOf(list.name)))),
    ...references
      .filter(({ id }) => id.length > REFERENCE_LIMIT)
      .map(({ element, id }) =>
        complain(
          element,
          `has the id ${id} of ${id.length} characters`,
          `Shorten it to ${REFERENCE_LIMIT} at most`,
        ),
      ),
  ];
}
