import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { ImageSize } from '../../../src/cli/manifest/addresses.ts';
import { checkManifest } from '../../../src/cli/manifest/check-manifest.ts';
import { makeManifest } from '../../../src/cli/manifest/make-manifest.ts';
import { INNER_MUTATIONS, MUTATIONS, inInner } from './mutations.ts';

const root = join(__dirname, '../../..');
const good = readFileSync(join(root, 'manifest.xml'), 'utf8');
const sizeOf = (path: string): ImageSize | undefined =>
  path.endsWith('.png') ? PNG.sync.read(readFileSync(join(root, path))) : undefined;

describe('The manifest in this repository', () => {
  it('is in order', () => {
    expect(checkManifest(good, sizeOf)).toEqual([]);
  });

  it.each(['Block', 'SoftBlock', 'PromptUser'])('may use the send mode %s', (mode) => {
    expect(checkManifest(good.replace('SendMode="Block"', `SendMode="${mode}"`), sizeOf)).toEqual([]);
  });

  it('may have texts of 125 and 250 characters, not one more', () => {
    const label = (length: number): string => good.replaceAll('"Secure mail"', `"${'x'.repeat(length)}"`);
    expect(checkManifest(label(125), sizeOf)).toEqual([]);
    expect(checkManifest(label(126), sizeOf)).toHaveLength(2);
  });
});

describe('A complaint comes when', () => {
  it.each(MUTATIONS)('$slip', ({ find, put, element, problem }) => {
    const changed = good.replace(find, put);
    expect(changed).not.toBe(good);
    expect(checkManifest(changed, sizeOf)).toContainEqual({
      line: expect.any(Number),
      element,
      problem: expect.stringMatching(problem),
      fix: expect.stringMatching(/\S/),
    });
  });

  it.each(INNER_MUTATIONS)('in the newer part $slip', ({ find, put, element, problem }) => {
    const changed = inInner(good, find, put);
    expect(changed).not.toBe(good);
    const inner = good.slice(0, good.indexOf('VersionOverridesV1_1')).split('\n').length;
    const complaints = checkManifest(changed, sizeOf).filter((complaint) => complaint.element === element);
    expect(complaints).toContainEqual(expect.objectContaining({ problem: expect.stringMatching(problem) }));
    for (const { line } of complaints) expect(line).toBeGreaterThanOrEqual(inner);
  });

  it('the older part lacks what the newer one has', () => {
    const bare = good.replace(/<ExtensionPoint xsi:type="MessageCompose[^]*?<\/ExtensionPoint>/, '');
    expect(checkManifest(bare, sizeOf)).toContainEqual(
      expect.objectContaining({
        element: 'DesktopFormFactor',
        problem: expect.stringContaining('has no ExtensionPoint'),
      }),
    );
  });

  it('the line is that of the element', () => {
    const changed = good.replace('<Permissions>ReadWriteItem', '<Permissions>ReadItem');
    const line = changed.split('\n').findIndex((text) => text.includes('<Permissions>')) + 1;
    expect(checkManifest(changed, sizeOf)).toEqual([
      expect.objectContaining({ line, element: 'Permissions' }),
    ]);
  });
});

describe('A manifest for another host', () => {
  const make = (origin: string): string => {
    const made = makeManifest(good, { origin });
    if (made.kind === 'refused') throw new Error(made.reason);
    return made.xml;
  };

  it('is in order and names only that host', () => {
    const xml = make('https://mail.example.org');
    expect(checkManifest(xml, sizeOf)).toEqual([]);
    expect(xml).not.toContain('localhost');
  });

  it('keeps its id for one host, and has another for another', () => {
    const idOf = (xml: string): string | undefined => /<Id>(.*)<\/Id>/.exec(xml)?.[1];
    expect(idOf(make('https://mail.example.org'))).toBe(idOf(make('https://mail.example.org/')));
    expect(idOf(make('https://mail.example.org'))).not.toBe(idOf(make('https://mail2.example.org')));
  });

  it.each([
    ['http://mail.example.org', 'not https'],
    ['https://mail.example.org/pane', 'more than an origin'],
    ['https://mail.example.org/?a=b', 'more than an origin'],
    ['https://me@mail.example.org', 'user name'],
    ['https://192.0.2.1', 'no host name'],
    ['https://[2001:db8::1]', 'no host name'],
    ['https://mail', 'no host name'],
    ['https://a"b.example', 'no host name'],
    ['mail.example.org', 'no address'],
  ])('is not written for %s', (origin, reason) => {
    expect(makeManifest(good, { origin })).toEqual({
      kind: 'refused',
      reason: expect.stringContaining(reason),
    });
  });
});
