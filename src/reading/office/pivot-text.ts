import type { Job } from '../job.ts';
import { readXml } from './read-xml.ts';

/** The values that a pivot table keeps of its source, also when the source is gone: they stand in attributes. */
export async function pivotText(xml: string, job: Job): Promise<string> {
  const lines: string[] = [];
  const ignore = (): void => undefined;
  await readXml(
    xml,
    {
      open: (name, attributes) => {
        const value = name === 'cacheField' ? attributes.get('name') : attributes.get('v');
        if (value !== undefined) lines.push(value);
      },
      text: ignore,
      close: ignore,
    },
    job,
  );
  return lines.join('\n');
}
