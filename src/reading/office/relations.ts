import type { Job } from '../job.ts';
import { xmlOf } from './part.ts';
import type { Part } from './part.ts';
import { readXml } from './read-xml.ts';
import type { XmlEvents } from './read-xml.ts';

const ignore = (): void => undefined;

/** Paths by relation id of the part at `path` (ECMA-376 part 2 §6.5). */
export async function relationsOf(
  path: string,
  parts: readonly Part[],
  job: Job,
): Promise<ReadonlyMap<string, string>> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const own = parts.find((part) => part.path === `${folder}_rels/${path.slice(folder.length)}.rels`);
  const targets = new Map<string, string>();
  if (own === undefined) return targets;
  const open: XmlEvents['open'] = (_name, attributes) => {
    const id = attributes.get('Id');
    const target = attributes.get('Target');
    if (id !== undefined && target !== undefined) targets.set(id, pathFrom(folder, target));
  };
  await readXml(xmlOf(own), { open, text: ignore, close: ignore }, job);
  return targets;
}

function pathFrom(folder: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, '');
}
