import type { Job } from '../job.ts';
import { rootOf, xmlOf } from './part.ts';
import type { Part } from './part.ts';
import { readXml } from './read-xml.ts';
import { relationsOf } from './relations.ts';

const ignore = (): void => undefined;

/** The number of each slide as it is shown, by path; the file's own number says only when it was made. */
export async function slideNumbers(parts: readonly Part[], job: Job): Promise<ReadonlyMap<string, number>> {
  const presentation = parts.find(
    (part) => part.path.startsWith('ppt/') && part.path.endsWith('.xml') && rootOf(part) === 'presentation',
  );
  const numbers = new Map<string, number>();
  if (presentation === undefined) return numbers;
  const paths = await relationsOf(presentation.path, parts, job);
  await readXml(
    xmlOf(presentation),
    {
      open: (name, attributes) => {
        const path = name === 'sldId' ? paths.get(attributes.get('id') ?? '') : undefined;
        if (path !== undefined) numbers.set(path, numbers.size + 1);
      },
      text: ignore,
      close: ignore,
    },
    job,
  );
  return numbers;
}
