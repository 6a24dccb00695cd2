import type { FileResult } from '../../../src/domain/attachment.ts';
import { createAttachmentReader } from '../../../src/taskpane/reading/worker-reader.ts';
import type { ReadingWorker, WorkerListener } from '../../../src/taskpane/reading/worker-reader.ts';

const FILE = { name: 'a.txt', content: { kind: 'base64', content: 'SGVq' } } as const;
const CLEAN: FileResult = { findings: [], unread: [] };
const HERE: FileResult = { findings: [], unread: [{ place: [], reason: 'picture' }] };

interface FakeWorker extends ReadingWorker {
  readonly sent: unknown[];
  readonly listener: () => WorkerListener;
  readonly isEnded: () => boolean;
}

function aWorker(): FakeWorker {
  const sent: unknown[] = [];
  let listener: WorkerListener | undefined;
  let isEnded = false;
  return {
    sent,
    send: (file) => void sent.push(file),
    listen: (next) => (listener = next),
    end: () => (isEnded = true),
    listener: () => {
      if (listener === undefined) throw new Error('Nobody listens.');
      return listener;
    },
    isEnded: () => isEnded,
  };
}

function world(patienceMs = 60_000) {
  const workers: FakeWorker[] = [];
  const controller = new AbortController();
  const progress: number[] = [];
  const reader = createAttachmentReader({
    startWorker: () => {
      const worker = aWorker();
      workers.push(worker);
      return worker;
    },
    readHere: () => Promise.resolve(HERE),
    patienceMs,
  });
  const read = (): Promise<FileResult> =>
    reader.read(FILE, { signal: controller.signal, onProgress: (one) => progress.push(one) });
  const worker = (index: number): FakeWorker => {
    const found = workers[index];
    if (found === undefined) throw new Error('It has not been started.');
    return found;
  };
  return { reader, read, worker, workers, controller, progress };
}

describe('a file in the worker', () => {
  it('is read there, with progress, and the worker stays for the next', async () => {
    const { read, worker, workers, progress } = world();
    const first = read();
    worker(0).listener().onMessage({ kind: 'ready' });
    worker(0).listener().onMessage({ kind: 'progress', progress: 0.5 });
    worker(0).listener().onMessage({ kind: 'result', result: CLEAN });
    expect(await first).toEqual(CLEAN);
    const second = read();
    worker(0).listener().onMessage({ kind: 'result', result: HERE });
    expect(await second).toEqual(HERE);
    expect(progress).toEqual([0.5]);
    expect(worker(0).sent).toEqual([FILE, FILE]);
    expect(workers).toHaveLength(1);
  });

  it('that traps it counts as too slow, and the next gets a new worker', async () => {
    const { read, worker, workers } = world(5);
    expect(await read()).toEqual({ findings: [], unread: [{ place: [], reason: 'too-slow' }] });
    expect(worker(0).isEnded()).toBe(true);
    await read();
    expect(workers).toHaveLength(2);
  });

  it('that breaks it counts as corrupt, and is not tried in the page', async () => {
    const { read, worker } = world();
    const reading = read();
    worker(0).listener().onMessage({ kind: 'ready' });
    worker(0).listener().onError();
    expect(await reading).toEqual({ findings: [], unread: [{ place: [], reason: 'corrupt' }] });
    expect(worker(0).isEnded()).toBe(true);
  });

  it('that nobody wants any more ends with the worker', async () => {
    const { read, worker, controller } = world();
    const reading = read();
    controller.abort();
    await expect(reading).rejects.toThrow('no longer wanted');
    expect(worker(0).isEnded()).toBe(true);
    await expect(read()).rejects.toThrow();
  });

  it('ends when the pane does', async () => {
    const { reader, read, worker } = world();
    void read().catch(() => undefined);
    reader.stop();
    expect(worker(0).isEnded()).toBe(true);
    await Promise.resolve();
  });
});

describe('where no worker runs', () => {
  it('files are read in the page, in small steps', async () => {
    const reader = createAttachmentReader({
      startWorker: () => {
        throw new Error('Refused by the content security policy.');
      },
      readHere: () => Promise.resolve(HERE),
    });
    const watch = { signal: new AbortController().signal, onProgress: () => undefined };
    expect(await reader.read(FILE, watch)).toEqual(HERE);
  });

  it('for its script did not load, files are read in the page from then on', async () => {
    const { read, worker, workers } = world();
    const reading = read();
    worker(0).listener().onError();
    expect(await reading).toEqual(HERE);
    expect(await read()).toEqual(HERE);
    expect(workers).toHaveLength(1);
  });
});
