import { checkAddresses, type ImageSizeOf } from './addresses.ts';
import { checkBehaviour } from './behaviour.ts';
import type { Complaint } from './complaint.ts';
import { readManifest } from './read-manifest.ts';
import { checkResources } from './resources.ts';
import { checkStructure } from './structure.ts';
import { checkTexts } from './texts.ts';

/** Everything wrong with a manifest, in the order of its lines; empty if Outlook and this product can use it. */
export function checkManifest(xml: string, imageSizeOf: ImageSizeOf): Complaint[] {
  const read = readManifest(xml);
  if (read.kind === 'unreadable') return [read.complaint];
  const { root } = read;
  return [
    ...checkStructure(root),
    ...checkTexts(root),
    ...checkResources(root),
    ...checkAddresses(root, imageSizeOf),
    ...checkBehaviour(root),
  ].sort((a, b) => a.line - b.line);
}
