import type { Job } from '../job.ts';
import { readXml } from './read-xml.ts';

/** Groups of digits with a sign between, such as `000000-0000`; undefined where a format is of another kind. */
export type DigitMask = string | undefined;

/** For each style of cells the mask of its number format (ECMA-376 part 1 §18.8.30). */
export async function digitMasks(xml: string, job: Job): Promise<readonly DigitMask[]> {
  const formats = new Map<string, string>();
  const styles: string[] = [];
  let isInCellStyles = false;
  await readXml(
    xml,
    {
      open: (name, attributes) => {
        if (name === 'numFmt')
          formats.set(attributes.get('numFmtId') ?? '', attributes.get('formatCode') ?? '');
        if (name === 'cellXfs') isInCellStyles = true;
        if (name === 'xf' && isInCellStyles) styles.push(attributes.get('numFmtId') ?? '');
      },
      text: () => undefined,
      close: (name) => {
        if (name === 'cellXfs') isInCellStyles = false;
      },
    },
    job,
  );
  return styles.map((id) => maskIn(formats.get(id) ?? ''));
}

/** Without colours and locales in brackets, quotation marks and backslashes; only the form for positive numbers. */
function maskIn(format: string): DigitMask {
  const [positive = ''] = format.split(';');
  const bare = positive.replace(/\[[^\]]*\]|["\\]/g, '');
  return /^0{2,}(?:[- ]?0{2,})*$/.test(bare) && bare.length >= 8 ? bare : undefined;
}

/** The number as its cell shows it. */
export function withMask(digits: string, mask: DigitMask): string {
  if (mask === undefined || !/^\d+$/.test(digits)) return digits;
  const full = digits.padStart(mask.replace(/[^0]/g, '').length, '0');
  let shown = '';
  let from = full.length;
  for (const sign of [...mask].reverse()) shown = (sign === '0' ? full.charAt(--from) : sign) + shown;
  return full.slice(0, Math.max(0, from)) + shown;
}
