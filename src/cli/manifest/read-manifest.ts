import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Complaint } from './complaint.ts';

/** One element of a manifest, with the line where it starts (counted from 1). */
export interface XmlElement {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

export type ReadManifest =
  | { readonly kind: 'read'; readonly root: XmlElement }
  | { readonly kind: 'unreadable'; readonly complaint: Complaint };

const ATTRIBUTES = ':@';
const TEXT = '#text';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  captureMetaData: true,
  parseTagValue: false,
  parseAttributeValue: false,
});

const isRecord = (value: unknown): value is Record<string | symbol, unknown> =>
  typeof value === 'object' && value !== null;

function readAttributes(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}

/** The parser gives each node as `{ NAME: children, ':@': attributes, [position] }`. */
function toElements(nodes: unknown, lineAt: (index: number) => number): XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.filter(isRecord).flatMap((node): XmlElement[] => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
    if (name === undefined || name === TEXT || name.startsWith('?')) return [];
    // The position is the only entry under a symbol.
    const [position] = Object.getOwnPropertySymbols(node).map((symbol) => node[symbol]);
    const start =
      isRecord(position) && typeof position['startIndex'] === 'number' ? position['startIndex'] : 0;
    const content = node[name];
    const texts = Array.isArray(content) ? content.filter(isRecord).filter((child) => TEXT in child) : [];
    return [
      {
        name,
        line: lineAt(start),
        attributes: readAttributes(node[ATTRIBUTES]),
        text: texts.map((child) => String(child[TEXT])).join(''),
        children: toElements(content, lineAt),
      },
    ];
  });
}

const unreadable = (line: number, problem: string, fix: string): ReadManifest => ({
  kind: 'unreadable',
  complaint: { line, element: 'file', problem, fix },
});

const WHOLE_END = /<\/OfficeApp\s*>\s*(?:<!--[^]*?-->\s*)*$/;

/** The parser's own words are about its workings; where a file breaks off, the line it gives is of no use either. */
function malformed(xml: string, line: number): ReadManifest {
  if (WHOLE_END.test(xml))
    return unreadable(
      line,
      'is not well-formed XML here',
      'Look for a tag or quotation mark that is not closed',
    );
  const last = xml.trimEnd().split('\n').length;
  return unreadable(
    last,
    'breaks off before </OfficeApp>',
    'Add what is missing, or make the file anew with "secure-send manifest make"',
  );
}

/** Reads the XML of a manifest into elements in their order; never throws. */
export function readManifest(xml: string): ReadManifest {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    return unreadable(1, 'has a document type declaration', 'Remove it: Outlook refuses manifests with one');
  // XML 1.0, section 2.5: the parser lets it pass, Outlook's does not.
  const comment = [...xml.matchAll(/<!--([^]*?)-->/g)].find(([, text]) => text?.includes('--'));
  if (comment !== undefined) {
    const line = xml.slice(0, comment.index).split('\n').length;
    return unreadable(line, 'has two hyphens inside a comment', 'Write the comment without them');
  }
  const outcome = XMLValidator.validate(xml);
  if (outcome !== true) return malformed(xml, outcome.err.line);
  const starts = [...xml.matchAll(/\n/g)].map(({ index }) => index);
  const lineAt = (index: number): number => starts.filter((start) => start < index).length + 1;
  const [root, ...others] = toElements(parser.parse(xml), lineAt);
  if (root === undefined || others.length > 0 || root.name !== 'OfficeApp')
    return unreadable(
      root?.line ?? 1,
      'is not an Office manifest',
      'The one outermost element must be OfficeApp',
    );
  return { kind: 'read', root };
}

/** The element and all below it, in the order of the file. */
export function withDescendants(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(withDescendants)];
}

/** The children that follow `path` from the element, each step by name. */
export function elementsAt(element: XmlElement, ...path: readonly string[]): XmlElement[] {
  return path.reduce<XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );
}
