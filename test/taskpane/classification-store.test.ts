import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { NDJSON, API } from '../../src/contract/paths.ts';
import type { Classification } from '../../src/domain/transport.ts';
import { createApi } from '../../src/taskpane/api.ts';
import { createClassificationStore } from '../../src/taskpane/classification-store.ts';
import type { ClassificationStore } from '../../src/taskpane/classification-store.ts';
import { aClassification } from '../support/builders.ts';

const CLASSIFICATIONS = `http://localhost${API.classifications}`;
const NOW = Date.parse('2026-11-23T08:00:00.000Z');
const ANNA = 'anna@gmail.com';
const BO = 'bo@firma.example';

const server = setupServer();
let store: ClassificationStore;
let now = NOW;

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  now = NOW;
  store = createClassificationStore({ api: createApi({ classifyMs: 2000, otherMs: 2000 }), now: () => now });
});
afterEach(() => {
  store.stop();
  server.resetHandlers();
});
afterAll(() => server.close());

interface Asked {
  readonly addresses: readonly string[];
  readonly refresh: boolean;
  readonly tell: (classification: Partial<Classification>) => void;
  readonly line: (text: string) => void;
  readonly isCancelled: () => boolean;
  readonly end: () => void;
  readonly breakOff: () => void;
}

/** A service whose answers the test gives line by line. */
function service(): readonly Asked[] {
  const asked: Asked[] = [];
  const encoder = new TextEncoder();
  server.use(
    http.post(CLASSIFICATIONS, async ({ request }) => {
      const body: unknown = await request.json();
      const { recipients, refresh } = body as { recipients: { address: string }[]; refresh?: boolean };
      let isCancelled = false;
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => {
          const line = (text: string): void => controller.enqueue(encoder.encode(text));
          asked.push({
            addresses: recipients.map(({ address }) => address),
            refresh: refresh === true,
            line,
            tell: (change) => line(`${JSON.stringify(aClassification(change))}\n`),
            isCancelled: () => isCancelled,
            end: () => controller.close(),
            breakOff: () => controller.error(new Error('gone')),
          });
        },
        cancel: () => {
          isCancelled = true;
        },
      });
      return new HttpResponse(stream, { headers: { 'Content-Type': NDJSON } });
    }),
  );
  return asked;
}

async function until(holds: () => boolean): Promise<void> {
  for (let left = 200; left > 0; left--) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it never came to hold');
}

const pending = (): readonly string[] => [...store.current().pending];
const known = (): readonly string[] => [...store.current().known.keys()];

async function first(asked: readonly Asked[], index = 0): Promise<Asked> {
  await until(() => asked.length > index);
  const one = asked[index];
  if (one === undefined) throw new Error('nothing was asked');
  return one;
}

describe('look-ups', () => {
  it('resolve one by one as the service tells them (A2)', async () => {
    const asked = service();
    store.want([ANNA, BO]);
    expect(pending()).toEqual([ANNA, BO]);
    const request = await first(asked);
    request.tell({ address: BO, transport: 'tunnel' });
    await until(() => known().length === 1);
    expect(known()).toEqual([BO]);
    expect(pending()).toEqual([ANNA]);
    request.tell({ address: ANNA, transport: 'tls', consumer: true });
    request.end();
    await until(() => pending().length === 0);
    expect(known()).toEqual([ANNA, BO]);
  });

  it('understand a line that comes in two pieces', async () => {
    const asked = service();
    store.want([ANNA]);
    const request = await first(asked);
    const text = `${JSON.stringify(aClassification({ address: ANNA }))}\n`;
    request.line(text.slice(0, 30));
    request.line(text.slice(30));
    await until(() => known().length === 1);
    expect(store.current().known.get(ANNA)?.transport).toBe('internal');
  });

  it('ask about an address once, whatever its case, while the answer holds', async () => {
    const asked = service();
    store.want([ANNA]);
    const request = await first(asked);
    request.tell({ address: ANNA });
    request.end();
    await until(() => known().length === 1 && pending().length === 0);
    store.want([]);
    store.want(['Anna@Gmail.com']);
    expect(known()).toEqual([ANNA]);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['a second before', -1000, 1],
    ['at', 0, 2],
    ['a second after', 1000, 2],
  ])('%s the end of its validity an answer is asked for %i time', async (_when, offset, times) => {
    const asked = service();
    store.want([ANNA]);
    const request = await first(asked);
    request.tell({ address: ANNA, expiresAt: '2026-11-23T09:00:00.000Z' });
    request.end();
    await until(() => known().length === 1 && pending().length === 0);
    now = Date.parse('2026-11-23T09:00:00.000Z') + offset;
    store.want([ANNA]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(asked).toHaveLength(times);
  });

  it('are given up when the recipient is gone, and an answer that comes late is not shown', async () => {
    const asked = service();
    store.want([ANNA]);
    const request = await first(asked);
    store.want([BO]);
    const second = await first(asked, 1);
    expect(second.addresses).toEqual([BO]);
    if (!request.isCancelled()) request.tell({ address: ANNA });
    second.tell({ address: BO });
    await until(() => known().length === 1);
    expect(known()).toEqual([BO]);
    store.want([BO, ANNA]);
    expect(pending()).toEqual([ANNA]);
    expect((await first(asked, 2)).addresses).toEqual([ANNA]);
  });

  it('ask only about those who are new', async () => {
    const asked = service();
    store.want([ANNA]);
    await first(asked);
    store.want([ANNA, BO]);
    expect((await first(asked, 1)).addresses).toEqual([BO]);
  });

  it('ask the sources again when the sender wants it', async () => {
    const asked = service();
    store.want([ANNA]);
    const request = await first(asked);
    request.tell({ address: ANNA, transport: 'unknown' });
    request.end();
    await until(() => known().length === 1 && pending().length === 0);
    store.checkAgain(ANNA);
    expect(pending()).toEqual([ANNA]);
    const again = await first(asked, 1);
    expect(again.refresh).toBe(true);
    again.tell({ address: ANNA, transport: 'tls' });
    again.end();
    await until(() => pending().length === 0);
    expect(store.current().known.get(ANNA)?.transport).toBe('tls');
  });

  it('call an address unknown that the service said nothing of, never safe (C6)', async () => {
    const asked = service();
    store.want([ANNA]);
    (await first(asked)).end();
    await until(() => known().length === 1);
    expect(store.current().known.get(ANNA)).toMatchObject({
      transport: 'unknown',
      reasons: ['look-up-failed'],
    });
    expect(store.current().isServiceReachable).toBe(true);
  });

  it('do not take an unknown class for an answer', async () => {
    const asked = service();
    store.want([ANNA]);
    const request = await first(asked);
    request.line(`${JSON.stringify({ ...aClassification({ address: ANNA }), transport: 'quantum' })}\n`);
    request.end();
    await until(() => known().length === 1);
    expect(store.current().known.get(ANNA)?.transport).toBe('unknown');
  });
});

describe('a service that is away', () => {
  it('is told as away, and the answers that came stay', async () => {
    const asked = service();
    store.want([ANNA, BO]);
    const request = await first(asked);
    request.tell({ address: BO });
    await until(() => known().length === 1);
    request.breakOff();
    await until(() => !store.current().isServiceReachable);
    expect(known()).toEqual([BO]);
    expect(pending()).toEqual([]);
  });

  it.each([
    ['an error', () => new HttpResponse(null, { status: 503 })],
    ['no connection', () => HttpResponse.error()],
    ['a page instead of lines', () => HttpResponse.html('<p>Sign in</p>')],
  ])('means %s', async (_what, answer) => {
    server.use(http.post(CLASSIFICATIONS, answer));
    store.want([ANNA]);
    await until(() => !store.current().isServiceReachable);
    expect(known()).toEqual([]);
  });

  it('means an answer that does not come in time', async () => {
    const asked = service();
    const hasty = createClassificationStore({
      api: createApi({ classifyMs: 40, otherMs: 40 }),
      now: () => now,
    });
    hasty.want([ANNA]);
    await first(asked);
    await until(() => !hasty.current().isServiceReachable);
    hasty.stop();
  });

  it('is asked again by a click, and shown as being asked', async () => {
    server.use(http.post(CLASSIFICATIONS, () => HttpResponse.error()));
    store.want([ANNA]);
    await until(() => !store.current().isServiceReachable);
    server.resetHandlers();
    const asked = service();
    store.retry();
    expect(pending()).toEqual([ANNA]);
    const request = await first(asked);
    request.tell({ address: ANNA });
    request.end();
    await until(() => known().length === 1);
    expect(store.current().isServiceReachable).toBe(true);
  });

  it('does not matter any more when its recipients are gone', async () => {
    server.use(http.post(CLASSIFICATIONS, () => HttpResponse.error()));
    store.want([ANNA]);
    await until(() => !store.current().isServiceReachable);
    store.want([]);
    expect(store.current().isServiceReachable).toBe(true);
  });
});
