import type { FileResult, UnreadReason } from '../../domain/attachment.ts';
import { LIMITS } from '../../reading/limits.ts';
import type { AttachmentReader, FileToRead, ReadingWatch } from './attachment-reader.ts';
import type { FromWorker } from './worker-messages.ts';

/** A worker that runs `attachment-worker.ts`. */
export interface ReadingWorker {
  readonly send: (file: FileToRead) => void;
  /** Replaces whoever listened before. */
  readonly listen: (listener: WorkerListener) => void;
  readonly end: () => void;
}

export interface WorkerListener {
  readonly onMessage: (message: FromWorker) => void;
  /** The script could not be loaded, or has failed. */
  readonly onError: () => void;
}

export interface WorkerDeps {
  /** Throws where the platform has no workers. */
  readonly startWorker: () => ReadingWorker;
  /** Reads here, in small steps, where no worker runs. */
  readonly readHere: (file: FileToRead, watch: ReadingWatch) => Promise<FileResult>;
  /** Milliseconds for one file. */
  readonly patienceMs?: number;
}

/** Reading ends by itself in time; a worker that a file has trapped in a loop is ended from here. */
const PATIENCE_MS = LIMITS.milliseconds + 10_000;

/** Reads files in a worker; one that fails, is trapped or no longer wanted is replaced, and its file counts as not read. */
export function createAttachmentReader(deps: WorkerDeps): AttachmentReader {
  const { startWorker, readHere, patienceMs = PATIENCE_MS } = deps;
  let worker: ReadingWorker | undefined;
  let isReady = false;
  let hasWorkers = true;

  const end = (): void => {
    worker?.end();
    worker = undefined;
    isReady = false;
  };

  const started = (): ReadingWorker | undefined => {
    try {
      if (hasWorkers) worker ??= startWorker();
    } catch {
      hasWorkers = false;
    }
    return worker;
  };

  /** Undefined = the worker's script does not run here. */
  const readThere = (
    there: ReadingWorker,
    file: FileToRead,
    watch: ReadingWatch,
  ): Promise<FileResult | undefined> =>
    new Promise((resolve, reject) => {
      const { signal, onProgress } = watch;
      const settle = (work: () => void): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        work();
      };
      const fail = (reason: UnreadReason): void => {
        end();
        settle(() => resolve({ findings: [], unread: [{ place: [], reason }] }));
      };
      const giveUp = (): void => {
        end();
        settle(() => reject(new DOMException('The file is no longer wanted.', 'AbortError')));
      };
      const timer = setTimeout(() => fail('too-slow'), patienceMs);
      signal.addEventListener('abort', giveUp);
      there.listen({
        onError: () => {
          if (isReady) return fail('corrupt');
          hasWorkers = false;
          end();
          settle(() => resolve(undefined));
        },
        onMessage: (message) => {
          isReady = true;
          if (message.kind === 'progress') onProgress(message.progress);
          if (message.kind === 'result') settle(() => resolve(message.result));
        },
      });
      there.send(file);
    });

  return {
    read: async (file, watch) => {
      watch.signal.throwIfAborted();
      const there = started();
      const result = there === undefined ? undefined : await readThere(there, file, watch);
      return result ?? readHere(file, watch);
    },
    stop: end,
  };
}
