import { complain, type Complaint } from './complaint.ts';
import { elementsAt, withDescendants, type XmlElement } from './read-manifest.ts';

/** Which list a reference must lead to, by the element that refers; unlisted elements refer to an address. */
const LISTS: Readonly<Record<string, string>> = {
  Label: 'bt:ShortStrings',
  Title: 'bt:ShortStrings',
  Description: 'bt:LongStrings',
  'bt:Image': 'bt:Images',
};

/** The parts of one VersionOverrides, without the other one that it holds. */
export function ownPart(overrides: XmlElement): XmlElement {
  return { ...overrides, children: overrides.children.filter(({ name }) => name !== 'VersionOverrides') };
}

/** Both VersionOverrides, 1.0 first, each without the other. */
export function bothOverrides(root: XmlElement): XmlElement[] {
  const outer = elementsAt(root, 'VersionOverrides');
  return [...outer, ...outer.flatMap((overrides) => elementsAt(overrides, 'VersionOverrides'))].map(ownPart);
}

function checkReference(element: XmlElement, resources: readonly XmlElement[]): Complaint[] {
  const id = element.attributes['resid'] ?? '';
  const wanted = LISTS[element.name] ?? 'bt:Urls';
  const holder = resources.find(({ children }) => children.some(({ attributes }) => attributes['id'] === id));
  if (holder === undefined)
    return [
      complain(
        element,
        `refers to ${id}, which is not defined`,
        `Define ${id} in ${wanted} of the same part`,
      ),
    ];
  if (holder.name !== wanted)
    return [
      complain(element, `refers to ${id}, which stands in ${holder.name}`, `Refer to an id in ${wanted}`),
    ];
  return [];
}

function checkPart(part: XmlElement): Complaint[] {
  const lists = elementsAt(part, 'Resources').flatMap(({ children }) => children);
  const references = withDescendants(part).filter(({ attributes }) => attributes['resid'] !== undefined);
  const used = new Set(references.map(({ attributes }) => attributes['resid']));
  const defined = lists.flatMap(({ children }) => children);
  const ids = defined.map(({ attributes }) => attributes['id']);
  return [
    ...references.flatMap((element) => checkReference(element, lists)),
    ...defined
      .filter(({ attributes }, index) => ids.indexOf(attributes['id']) < index)
      .map((element) =>
        complain(element, `defines ${element.attributes['id']} again`, 'Give each resource its own id'),
      ),
    ...defined
      .filter(({ attributes }) => !used.has(attributes['id']))
      .map((element) =>
        complain(element, `defines ${element.attributes['id']}, which nothing uses`, 'Remove it'),
      ),
  ];
}

/** Every reference leads to a resource of the right kind in its own part, and none is left over. */
export function checkResources(root: XmlElement): Complaint[] {
  return bothOverrides(root).flatMap(checkPart);
}
