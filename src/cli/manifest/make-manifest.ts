import { createHash } from 'node:crypto';

export interface ManifestChoices {
  /** Where the service answers, as IT wrote it. */
  readonly origin: string;
  readonly id?: string | undefined;
  readonly version?: string | undefined;
}

export type MadeManifest =
  { readonly kind: 'made'; readonly xml: string } | { readonly kind: 'refused'; readonly reason: string };

const HOST_NAME = /^(?:localhost|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9]))$/;

/** Why the text cannot be the add-in's origin, or undefined if it can. */
function originProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return `"${text}" is no address: write it like https://mail.example.org`;
  const url = new URL(text);
  if (url.protocol !== 'https:') return `${text} is not https, and Outlook loads nothing else`;
  if (url.username !== '' || url.password !== '') return 'The address must not hold a user name or password';
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return `${text} is more than an origin: write ${url.origin}`;
  if (!HOST_NAME.test(url.hostname))
    return `${url.hostname} is no host name: write a name such as mail.example.org`;
  return undefined;
}

/**
 * An id that stays the same for the same host, so that a new version of its manifest updates the add-in instead of
 * adding a second one (a name-based UUID in the layout of RFC 9562, section 5.8).
 */
function idOf(origin: string): string {
  const hash = createHash('sha256').update(`secure-send ${origin}`).digest('hex');
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ].join('-');
}

const firstText = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

/** Writes the template for another host. The template's own origin is that of its AppDomain. */
export function makeManifest(template: string, { origin, id, version }: ManifestChoices): MadeManifest {
  const problem = originProblem(origin);
  if (problem !== undefined) return { kind: 'refused', reason: problem };
  const own = new URL(origin).origin;
  const from = firstText(template, 'AppDomain');
  const replaced = new Map([
    ['Id', id ?? idOf(own)],
    ['Version', version ?? firstText(template, 'Version')],
  ]);
  let xml = template.replaceAll(from, own).replace(/<!-- For localhost\.[^]*?-->\n/, '');
  for (const [name, text] of replaced)
    xml = xml.replace(new RegExp(`<${name}>[^<]*</${name}>`), () => `<${name}>${text}</${name}>`);
  return { kind: 'made', xml };
}
