import { complain, type Complaint } from './complaint.ts';
import type { XmlElement } from './read-manifest.ts';
import { SHAPES, type Shape } from './shapes.ts';

interface Place {
  readonly name: string;
  readonly shape: string;
  readonly isOptional: boolean;
  readonly isRepeatable: boolean;
}

/** What to say where a value does not have its form; other places get a general sentence. */
const ADVICE: Readonly<Record<string, string>> = {
  Id: 'Write a GUID such as 86e2a59d-7f48-4dff-b914-119230e8a292, the same one in every version',
  Version: 'Write 1.0 or higher as two to four numbers with dots, such as 1.0.0.0',
  DefaultLocale: 'Write en-US: Danish and Swedish stand in Override elements',
  SupportsSharedFolders: 'Write true: people write from shared mailboxes',
  SupportsPinning: 'Write true: the pane stays open when another draft is chosen',
  'LaunchEvent SendMode': 'Write Block, SoftBlock or PromptUser',
  'Host Name': 'Write Mailbox: the add-in is for Outlook only',
  'Set Name': 'Write Mailbox: the add-in is for Outlook only',
  'bt:Set Name': 'Write Mailbox: the add-in is for Outlook only',
  'localeOverride Locale': 'Write language and country as in da-DK',
  'runtimeOverride type': 'Write javascript: classic Outlook runs events in a runtime without a page',
};

function readPlace(word: string): Place {
  const [, name = '', mark = '', shape] = /^([\w:]+)([?+*]?)(?:=(.+))?$/.exec(word) ?? [];
  return {
    name,
    shape: shape ?? name,
    isOptional: mark === '?' || mark === '*',
    isRepeatable: mark === '+' || mark === '*',
  };
}

const placesOf = (shape: Shape): Place[] => (shape.children ?? '').split(' ').filter(Boolean).map(readPlace);

function checkAttributes(element: XmlElement, shapeName: string, shape: Shape): Complaint[] {
  const complaints: Complaint[] = [];
  const known = Object.entries(shape.attributes ?? {}).map(
    ([key, form]): readonly [string, RegExp, boolean] => [key.replace('?', ''), form, key.endsWith('?')],
  );
  for (const [name, form, isOptional] of known) {
    const value = element.attributes[name];
    const advice =
      ADVICE[`${element.name} ${name}`] ??
      ADVICE[`${shapeName} ${name}`] ??
      `It must look like ${form.source}`;
    if (value === undefined && !isOptional)
      complaints.push(complain(element, `has no ${name}`, `Add ${name}="…"`));
    if (value !== undefined && !form.test(value))
      complaints.push(complain(element, `has ${name}="${value}", which is not allowed here`, advice));
  }
  for (const name of Object.keys(element.attributes))
    if (!known.some(([key]) => key === name))
      complaints.push(
        complain(element, `has the unknown attribute ${name}`, 'Remove the attribute or correct its name'),
      );
  return complaints;
}

function checkText(element: XmlElement, shape: Shape): Complaint[] {
  if (shape.text === undefined)
    return element.text === ''
      ? []
      : [complain(element, 'holds text', 'Remove the text: only elements belong here')];
  if (shape.text.test(element.text)) return [];
  const advice = ADVICE[element.name] ?? `It must look like ${shape.text.source}`;
  return [complain(element, `says "${element.text}", which is not allowed here`, advice)];
}

function checkOrder(element: XmlElement, places: readonly Place[]): Complaint[] {
  const complaints: Complaint[] = [];
  let reached = 0;
  for (const child of element.children) {
    const position = places.findIndex(({ name }) => name === child.name);
    if (position < 0)
      complaints.push(
        complain(child, `is unknown in ${element.name}`, `Only ${listNames(places)} may stand there`),
      );
    else if (position < reached) {
      const fix = `Move it: the order is ${listNames(places)}`;
      complaints.push(complain(child, `stands too late in ${element.name}`, fix));
    } else reached = position;
  }
  return complaints;
}

const listNames = (places: readonly Place[]): string =>
  places.map(({ name }) => name).join(', ') || 'nothing';

function checkCounts(element: XmlElement, places: readonly Place[]): Complaint[] {
  return places.flatMap(({ name, isOptional, isRepeatable }) => {
    const found = element.children.filter((child) => child.name === name);
    const [, second] = found;
    if (found.length === 0 && !isOptional)
      return [complain(element, `has no ${name}`, `Add ${name}; the order is ${listNames(places)}`)];
    if (second !== undefined && !isRepeatable)
      return [complain(second, `stands more than once in ${element.name}`, 'Keep one of them')];
    return [];
  });
}

/** Elements, attributes and texts in their places, by the table of shapes. */
export function checkStructure(element: XmlElement, shapeName = element.name): Complaint[] {
  const type = element.attributes['xsi:type'];
  const typedName = `${shapeName}[${type ?? ''}]`;
  const shape = SHAPES[shapeName] ?? SHAPES[typedName];
  if (shape === undefined) {
    const types = Object.keys(SHAPES).filter((name) => name.startsWith(`${shapeName}[`));
    const allowed = types.map((name) => name.slice(shapeName.length + 1, -1)).join(' or ');
    return [complain(element, `has xsi:type="${type ?? ''}", which is unknown here`, `Write ${allowed}`)];
  }
  const places = placesOf(shape);
  const below = element.children.flatMap((child) => {
    const place = places.find(({ name }) => name === child.name);
    return place === undefined ? [] : checkStructure(child, place.shape);
  });
  return [
    ...checkAttributes(element, shapeName, shape),
    ...checkText(element, shape),
    ...checkOrder(element, places),
    ...checkCounts(element, places),
    ...below,
  ];
}
