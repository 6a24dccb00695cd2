import type { FileResult, FileState } from '../../../src/domain/attachment.ts';
import { attachmentKey } from '../../../src/domain/draft.ts';
import type { DraftAttachment } from '../../../src/domain/draft.ts';
import type { AttachmentContent } from '../../../src/outlook/ports.ts';
import type { FileToRead, ReadingWatch } from '../../../src/taskpane/reading/attachment-reader.ts';
import { createFileStore } from '../../../src/taskpane/reading/file-store.ts';
import type { FileStore } from '../../../src/taskpane/reading/file-store.ts';

const file = (id: string, change: Partial<DraftAttachment> = {}): DraftAttachment => ({
  id,
  name: `${id}.txt`,
  size: 10,
  isInline: false,
  ...change,
});
const CLEAN: FileResult = { findings: [], unread: [] };

interface Open {
  readonly file: FileToRead;
  readonly watch: ReadingWatch;
  readonly finish: (result: FileResult) => void;
}

/** A reader that waits for the test, and an Outlook that hands over what it is told to. */
function world(contents: Readonly<Record<string, AttachmentContent>> = {}) {
  const open: Open[] = [];
  const asked: string[] = [];
  const broken = new Set<string>();
  const store = createFileStore({
    read: (given, watch) =>
      new Promise((finish, reject) => {
        open.push({ file: given, watch, finish });
        watch.signal.addEventListener('abort', () => reject(new Error('given up')));
      }),
    stop: () => undefined,
  });
  const source = {
    readAttachmentContent: (id: string): Promise<AttachmentContent> => {
      asked.push(id);
      if (broken.has(id)) return Promise.reject(new Error('outlook.timeout'));
      return Promise.resolve(contents[id] ?? { kind: 'base64', content: id });
    },
  };
  return { store, source, open, asked, broken };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const stateOf = (store: FileStore, of: DraftAttachment): FileState | undefined =>
  store.current().get(attachmentKey(of));
const unread = (reason: string): object => ({ kind: 'read', findings: [], unread: [{ place: [], reason }] });

describe('the files of a draft', () => {
  it('are read one after another, each once, with progress', async () => {
    const { store, source, open, asked } = world();
    const files = [file('a'), file('b')];
    store.want(source, files);
    await settle();
    expect(asked).toEqual(['a']);
    expect(open[0]?.file).toEqual({
      name: 'a.txt',
      isInline: false,
      content: { kind: 'base64', content: 'a' },
    });
    open[0]?.watch.onProgress(0.5);
    expect(stateOf(store, file('a'))).toEqual({ kind: 'pending', progress: 0.5 });
    expect(stateOf(store, file('b'))).toEqual({ kind: 'pending', progress: 0 });
    open[0]?.finish(CLEAN);
    await settle();
    store.want(source, [...files]);
    open[1]?.finish(CLEAN);
    await settle();
    expect(asked).toEqual(['a', 'b']);
    expect([...store.current().values()]).toEqual([
      { kind: 'read', ...CLEAN },
      { kind: 'read', ...CLEAN },
    ]);
  });

  it('tell whoever listens, and nobody when nothing has changed', async () => {
    const { store, source, open } = world();
    let told = 0;
    const stop = store.subscribe(() => told++);
    store.want(source, [file('a')]);
    await settle();
    const before = told;
    store.want(source, [file('a')]);
    expect(told).toBe(before);
    open[0]?.finish(CLEAN);
    await settle();
    expect(told).toBe(before + 1);
    stop();
    store.want(source, []);
    expect(told).toBe(before + 1);
  });

  it('that are taken off are given up, and the next one is read', async () => {
    const { store, source, open, asked } = world();
    store.want(source, [file('a'), file('b')]);
    await settle();
    store.want(source, [file('b')]);
    await settle();
    expect(open[0]?.watch.signal.aborted).toBe(true);
    expect(asked).toEqual(['a', 'b']);
    expect(stateOf(store, file('a'))).toBeUndefined();
  });

  it('of another mail are read anew, though they are called the same', async () => {
    const { store, source, open } = world();
    store.want(source, [file('a')]);
    await settle();
    open[0]?.finish(CLEAN);
    await settle();
    store.want({ ...source }, [file('a')]);
    await settle();
    expect(stateOf(store, file('a'))).toEqual({ kind: 'pending', progress: 0 });
    expect(open).toHaveLength(2);
  });

  it('that were exchanged for others of the same name are read anew', async () => {
    const { store, source, open } = world();
    store.want(source, [file('a')]);
    await settle();
    open[0]?.finish(CLEAN);
    await settle();
    store.want(source, [file('a', { size: 11 })]);
    await settle();
    expect(open).toHaveLength(2);
    expect([...store.current().values()]).toEqual([{ kind: 'pending', progress: 0 }]);
  });

  it('that are too large, in the cloud, or not handed over say so', async () => {
    const { store, source, broken } = world({ cloud: { kind: 'link' } });
    broken.add('stuck');
    const large = file('large', { size: 25 * 1024 * 1024 + 1 });
    store.want(source, [large, file('cloud'), file('stuck')]);
    await settle();
    expect(stateOf(store, large)).toEqual(unread('too-large'));
    expect(stateOf(store, file('cloud'))).toEqual(unread('cloud-link'));
    expect(stateOf(store, file('stuck'))).toEqual(unread('not-downloaded'));
  });

  it('that were not handed over are asked for again on request, and only those', async () => {
    const { store, source, open, asked, broken } = world({ cloud: { kind: 'link' } });
    broken.add('stuck');
    store.want(source, [file('cloud'), file('stuck')]);
    await settle();
    broken.clear();
    store.retry();
    await settle();
    expect(asked).toEqual(['cloud', 'stuck', 'stuck']);
    open[0]?.finish(CLEAN);
    await settle();
    expect(stateOf(store, file('stuck'))).toEqual({ kind: 'read', ...CLEAN });
  });

  it('are not small pictures inside the text', () => {
    const { store, source } = world();
    store.want(source, [file('logo', { name: 'logo.png', isInline: true })]);
    expect(store.current().size).toBe(0);
  });

  it('are given up when the pane closes', async () => {
    const { store, source, open, asked } = world();
    store.want(source, [file('a'), file('b')]);
    await settle();
    store.stop();
    await settle();
    expect(open[0]?.watch.signal.aborted).toBe(true);
    expect(asked).toEqual(['a']);
  });
});
