import type { FileResult } from '../../domain/attachment.ts';
import { FINDING_TYPES } from '../../domain/finding.ts';
import { bytesOf } from '../../reading/content-bytes.ts';
import { reasonOf } from '../../reading/reading-error.ts';
import { scanFile } from '../../reading/scan-file.ts';
import type { FileToRead, ReadingWatch } from './attachment-reader.ts';

/** Reads a file as Outlook hands it over and looks through it for every kind: policy chooses among them later. */
export async function scanContent(
  { name, isInline = false, content }: FileToRead,
  { signal, onProgress }: ReadingWatch,
): Promise<FileResult> {
  try {
    const bytes = bytesOf(content);
    return await scanFile({ name, isInline, bytes }, { signal, onProgress, types: FINDING_TYPES });
  } catch (error) {
    signal.throwIfAborted();
    return { findings: [], unread: [{ place: [], reason: reasonOf(error) }] };
  }
}
