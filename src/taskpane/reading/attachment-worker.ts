import type { FileToRead } from './attachment-reader.ts';
import { scanContent } from './scan-content.ts';
import type { FromWorker } from './worker-messages.ts';

/**
 * The script that reads attached files beside the pane, one at a time. It knows neither Outlook nor the service; a file that
 * nobody wants any more ends with the whole worker.
 */
function say(message: FromWorker): void {
  self.postMessage(message);
}

self.addEventListener('message', ({ data }: MessageEvent<FileToRead>) => {
  void scanContent(data, {
    signal: new AbortController().signal,
    onProgress: (progress) => say({ kind: 'progress', progress }),
  }).then((result) => say({ kind: 'result', result }));
});
say({ kind: 'ready' });
