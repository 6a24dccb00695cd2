import { complain, type Complaint } from './complaint.ts';
import { elementsAt, withDescendants, type XmlElement } from './read-manifest.ts';

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels of the image behind a path such as `/assets/icon-16.png`; undefined if the image is not at hand. */
export type ImageSizeOf = (path: string) => ImageSize | undefined;

const URL_LIMIT = 2048;
const COMMAND_ICON_SIZES = ['16', '32', '80'];
const LISTING_ICONS: Readonly<Record<string, number>> = { IconUrl: 64, HighResolutionIconUrl: 128 };

interface Address {
  readonly element: XmlElement;
  readonly text: string;
}

/** Names of elements whose DefaultValue is an address. */
const ADDRESSED = ['IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'SourceLocation', 'bt:Url', 'bt:Image'];

function addressesIn(root: XmlElement): Address[] {
  return withDescendants(root).flatMap((element) => {
    const value = element.attributes['DefaultValue'];
    if (element.name === 'AppDomain') return [{ element, text: element.text }];
    return ADDRESSED.includes(element.name) && value !== undefined ? [{ element, text: value }] : [];
  });
}

function checkAddress({ element, text }: Address): Complaint[] {
  if (!URL.canParse(text))
    return [complain(element, `has "${text}", which is no address`, 'Write https://HOST/PATH')];
  const url = new URL(text);
  if (url.protocol !== 'https:')
    return [complain(element, `has ${text}, which is not https`, 'Write https: Outlook loads nothing else')];
  if (url.username !== '' || url.password !== '')
    return [complain(element, 'has a user name or password in its address', 'Remove them')];
  if (text.length > URL_LIMIT)
    return [
      complain(element, `has an address of ${text.length} characters`, `Shorten it to ${URL_LIMIT} at most`),
    ];
  if (element.name === 'AppDomain' && text !== url.origin)
    return [complain(element, `has ${text}, which is more than scheme and host`, `Write ${url.origin}`)];
  return [];
}

/** The host that most addresses have; all others are slips of whoever edited the file. */
function checkOneHost(addresses: readonly Address[]): Complaint[] {
  const origins = addresses.map(({ text }) => (URL.canParse(text) ? new URL(text).host : ''));
  const counts = new Map<string, number>();
  for (const origin of origins) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  const [main] = [...counts].sort(([, a], [, b]) => b - a).map(([origin]) => origin);
  return addresses
    .filter((_, index) => origins[index] !== '' && origins[index] !== main)
    .map(({ element, text }) =>
      complain(element, `has ${text}, on another host than the rest`, `Use ${main ?? 'one host'} throughout`),
    );
}

/** An element that claims an image of so many pixels, and the image's address. */
interface Claim {
  readonly element: XmlElement;
  readonly address: string;
  readonly pixels: number;
}

function checkImage({ element, address, pixels }: Claim, sizeOf: ImageSizeOf): Complaint[] {
  if (!URL.canParse(address)) return [];
  const path = new URL(address).pathname;
  if (!path.endsWith('.png'))
    return [complain(element, `has ${path}, which is no PNG file`, 'Use a PNG image')];
  const size = sizeOf(path);
  if (size === undefined || (size.width === pixels && size.height === pixels)) return [];
  const found = `${size.width} × ${size.height}`;
  return [complain(element, `names an image of ${found} pixels`, `Use one of ${pixels} × ${pixels}`)];
}

function checkCommandIcon(icon: XmlElement, images: readonly XmlElement[], sizeOf: ImageSizeOf): Complaint[] {
  const sizes = icon.children.map(({ attributes }) => attributes['size'] ?? '');
  const lacking = COMMAND_ICON_SIZES.filter((size) => !sizes.includes(size));
  return [
    ...lacking.map((size) =>
      complain(icon, `has no image of size ${size}`, `Add a bt:Image with size="${size}"`),
    ),
    ...icon.children.flatMap((image) => {
      const target = images.find(({ attributes }) => attributes['id'] === image.attributes['resid']);
      const address = target?.attributes['DefaultValue'] ?? '';
      return checkImage({ element: image, address, pixels: Number(image.attributes['size']) }, sizeOf);
    }),
  ];
}

/** Addresses are https and all on one host, and icons have the sizes they claim. */
export function checkAddresses(root: XmlElement, sizeOf: ImageSizeOf): Complaint[] {
  const addresses = addressesIn(root);
  const all = withDescendants(root);
  const images = all.filter(({ name, attributes }) => name === 'bt:Image' && attributes['id'] !== undefined);
  return [
    ...addresses.flatMap(checkAddress),
    ...checkOneHost(addresses),
    ...Object.entries(LISTING_ICONS).flatMap(([name, pixels]) =>
      elementsAt(root, name).flatMap((element) =>
        checkImage({ element, address: element.attributes['DefaultValue'] ?? '', pixels }, sizeOf),
      ),
    ),
    ...all.filter(({ name }) => name === 'Icon').flatMap((icon) => checkCommandIcon(icon, images, sizeOf)),
  ];
}
