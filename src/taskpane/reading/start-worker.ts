import type { AttachmentReader } from './attachment-reader.ts';
import { createAttachmentReader } from './worker-reader.ts';
import type { ReadingWorker } from './worker-reader.ts';
import type { FromWorker } from './worker-messages.ts';

/** The reader of attached files with a worker of the browser; its script is loaded with the first file. */
export function attachmentReader(): AttachmentReader {
  return createAttachmentReader({
    startWorker,
    readHere: async (file, watch) => (await import('./scan-content.ts')).scanContent(file, watch),
  });
}

function startWorker(): ReadingWorker {
  const worker = new Worker(new URL('./attachment-worker.ts', import.meta.url));
  return {
    send: (file) => worker.postMessage(file),
    listen: ({ onMessage, onError }) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => onMessage(data);
      worker.onerror = onError;
    },
    end: () => worker.terminate(),
  };
}
