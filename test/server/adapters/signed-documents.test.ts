import { createMemoryKeep } from '../../../src/server/adapters/keep.ts';
import { createSignedDocuments } from '../../../src/server/adapters/signed-documents.ts';
import type { SignedDocument } from '../../../src/server/adapters/signed-documents.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const START = Date.parse('2026-01-10T00:00:00Z');

interface Statement extends SignedDocument {
  readonly says: string;
}

let now: number;
let served: { readonly says: string; readonly from: number; readonly days?: number } | undefined;
let timesFetched: number;
let keep = createMemoryKeep();

beforeEach(() => {
  now = START;
  timesFetched = 0;
  keep = createMemoryKeep();
});

/** What a process asks with; a second one is a restart, or a neighbour on the same database. */
function openProcess() {
  const documents = createSignedDocuments<Statement>({
    area: 'crl',
    keep,
    clock: () => new Date(now),
    mostBytes: 1_000_000,
  });
  return async () => {
    const found = await documents.take({ key: 'list', url: 'http://lists.example/', fetch, read });
    return found?.document.says;
  };
}

async function fetch(): Promise<Buffer> {
  timesFetched++;
  if (served === undefined) throw new Error('nobody answers');
  return Buffer.from(JSON.stringify(served));
}

async function read(bytes: Buffer): Promise<Statement> {
  const { says, from, days = 7 } = JSON.parse(bytes.toString());
  return { says, thisUpdate: from, nextUpdate: from + days * DAY_MS, bytes: bytes.length };
}

describe('an older statement that somebody on the way hands out again', () => {
  const later = { says: 'revoked', from: START - DAY_MS };
  const older = { says: 'good', from: START - 4 * DAY_MS };

  test('is never believed, however often one asks', async () => {
    const ask = openProcess();
    served = later;
    expect(await ask()).toBe('revoked');
    served = older;
    for (now = START + DAY_MS + 1000; now < START + 2 * DAY_MS; now += HOUR_MS) {
      expect(await ask()).toBe('revoked');
    }
  });

  test('is not believed after a restart', async () => {
    served = later;
    await openProcess()();
    served = older;
    now += DAY_MS + 1000;
    expect(await openProcess()()).toBe('revoked');
    now += HOUR_MS;
    expect(await openProcess()()).toBe('revoked');
  });

  test('is not believed when another process has seen the later one', async () => {
    const first = openProcess();
    served = { says: 'nothing yet', from: START - 5 * DAY_MS };
    await first();
    const second = openProcess();
    now += DAY_MS + 1000;
    served = { ...later, from: START };
    expect(await second()).toBe('revoked');
    served = older;
    expect(await first()).toBe('revoked');
    expect(await openProcess()()).toBe('revoked');
  });

  test('is not believed when the later one is over, though itself would hold on', async () => {
    const ask = openProcess();
    served = { ...later, days: 2 };
    expect(await ask()).toBe('revoked');
    served = { ...older, days: 30 };
    now += 2 * DAY_MS;
    expect(await ask()).toBeUndefined();
  });

  test('is not asked for again at once', async () => {
    const ask = openProcess();
    served = later;
    await ask();
    served = older;
    now += DAY_MS + 1000;
    await ask();
    await ask();
    expect(timesFetched).toBe(2);
  });
});

test('the same statement once more is as good as a new one: it is not fetched again for a day', async () => {
  const ask = openProcess();
  served = { says: 'good', from: START - DAY_MS };
  await ask();
  now += DAY_MS + 1000;
  await ask();
  now += DAY_MS - 1000;
  expect(await ask()).toBe('good');
  expect(timesFetched).toBe(2);
});

describe('a clock that is set back', () => {
  test('does not make a failure last longer', async () => {
    const ask = openProcess();
    served = undefined;
    expect(await ask()).toBeUndefined();
    now -= DAY_MS;
    served = { says: 'good', from: now - HOUR_MS };
    expect(await ask()).toBe('good');
  });

  test('does not keep a later statement from being looked for', async () => {
    const ask = openProcess();
    served = { says: 'good', from: START - 6 * DAY_MS };
    expect(await ask()).toBe('good');
    now -= 5 * DAY_MS;
    served = { says: 'revoked', from: now - HOUR_MS };
    expect(await ask()).toBe('revoked');
  });
});
