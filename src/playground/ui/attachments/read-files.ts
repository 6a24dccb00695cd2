import type { PlaygroundAttachment } from '../../model/types.ts';

/** Exchange Online's usual limit for one mail, content before encoding. */
export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;

export interface ReadFiles {
  readonly attachments: readonly PlaygroundAttachment[];
  readonly tooLarge: readonly string[];
}

/** Reads chosen or dropped files into attachments. */
export async function readFiles(files: readonly File[]): Promise<ReadFiles> {
  const fitting = files.filter((file) => file.size <= MAX_ATTACHMENT_BYTES);
  const attachments = await Promise.all(fitting.map(readFile));
  const tooLarge = files.filter((file) => !fitting.includes(file)).map((file) => file.name);
  return { attachments, tooLarge };
}

async function readFile(file: File): Promise<PlaygroundAttachment> {
  return {
    id: crypto.randomUUID(),
    name: file.name,
    size: file.size,
    isInline: false,
    type: 'file',
    contentBase64: await toBase64(file),
  };
}

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('The file could not be read.'));
    };
    reader.readAsDataURL(file);
  });
}

/** `12 kB`, in the reader's language. */
export function formatSize(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.ceil(bytes / 1000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
