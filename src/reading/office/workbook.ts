import { partOf } from '../job.ts';
import type { Job, Spot } from '../job.ts';
import { rootOf, xmlOf } from './part.ts';
import type { Part } from './part.ts';
import { readXml } from './read-xml.ts';
import { relationsOf } from './relations.ts';
import { sharedStrings } from './shared-strings.ts';
import { sheetText } from './sheet-text.ts';
import type { SheetContext } from './sheet-text.ts';
import { digitMasks } from './number-format.ts';

const IN_WORKBOOK = /^\/?xl\/.*\.xml$/i;

/** Reads the sheets of an Excel file, hidden ones too; answers the parts that are left to read. */
export async function readWorkbook(parts: readonly Part[], spot: Spot, job: Job): Promise<readonly Part[]> {
  const isRoot = (name: string) => (part: Part) => IN_WORKBOOK.test(part.path) && rootOf(part) === name;
  const sheets = parts.filter(isRoot('worksheet'));
  if (sheets.length === 0) return parts;
  const strings = parts.find(isRoot('sst'));
  const styles = parts.find(isRoot('styleSheet'));
  const context: SheetContext = {
    strings: strings === undefined ? [] : await sharedStrings(xmlOf(strings), job),
    masks: styles === undefined ? [] : await digitMasks(xmlOf(styles), job),
    used: new Set(),
  };
  const names = await sheetNames(parts.find(isRoot('workbook')), parts, job);
  for (const [index, sheet] of sheets.entries()) {
    const place = [...spot.place, { kind: 'sheet' as const, name: names.get(sheet.path) ?? sheet.path }];
    job.addName(place);
    await partOf(job, place, async () => {
      for (const text of await sheetText(xmlOf(sheet), context, job)) job.addText({ place, ...text });
    });
    job.tell(spot, 0.5 + (0.4 * (index + 1)) / sheets.length);
  }
  const unused = context.strings.filter((_text, index) => !context.used.has(index));
  job.addText({ place: [...spot.place, { kind: 'section', name: 'other' }], text: unused.join('\n') });
  return parts.filter((part) => part !== strings && !sheets.includes(part));
}

async function sheetNames(
  workbook: Part | undefined,
  parts: readonly Part[],
  job: Job,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  if (workbook === undefined) return names;
  const paths = await relationsOf(workbook.path, parts, job);
  const ignore = (): void => undefined;
  await readXml(
    xmlOf(workbook),
    {
      open: (element, attributes) => {
        const path = element === 'sheet' ? paths.get(attributes.get('id') ?? '') : undefined;
        if (path !== undefined) names.set(path, attributes.get('name') ?? '');
      },
      text: ignore,
      close: ignore,
    },
    job,
  );
  return names;
}
