import { openRoom } from './bench.ts';
import type { BenchOptions } from './bench-page.ts';
import type { BenchRoom, OpenBench } from './bench.ts';

jest.setTimeout(90_000);

const FORBIDDEN = [
  'window',
  'document',
  'location',
  'navigator',
  'localStorage',
  'sessionStorage',
  'Intl',
  'URLSearchParams',
  'URL',
  'DOMParser',
  'HTMLElement',
  'Node',
  'Element',
  'Document',
  'history',
  'parent',
  'top',
  'frames',
  'indexedDB',
  'crypto',
  'Request',
  'Headers',
  'postMessage',
  'addEventListener',
  'setInterval',
  'requestAnimationFrame',
  'MutationObserver',
  'Worker',
  'WebSocket',
];

describe('The bare runtime of classic Outlook', () => {
  let room: BenchRoom;
  let bench: OpenBench;
  beforeAll(async () => {
    room = await openRoom();
  });
  afterAll(() => room.close());
  afterEach(() => bench.close());

  const send = async (script: string, options: BenchOptions = {}): Promise<void> => {
    const eventScriptUrl = `${room.servers.addinOrigin}/${script}`;
    bench = await room.open({ profile: 'classic', ...options, manifest: { eventScriptUrl } });
    await bench.inHost((it) => it.host().pressSend());
    await bench.page.waitForFunction(() =>
      ['asking', 'sent'].includes(window.bench.host().sendState().phase),
    );
  };

  test('shows the script nothing but built-ins, Office, the network, timers and the console', async () => {
    await send('bare.js', { draft: { subject: JSON.stringify(FORBIDDEN) } });
    const state = await bench.inHost((it) => it.host().sendState());
    if (state.phase !== 'asking') throw new Error('The script should stop the mail.');
    const { direct, here, looseThis, made, unknown, mine, globalThisIsSelf, fetched, posted, ...names } =
      JSON.parse(state.dialog.contextData ?? JSON.stringify({})) as Record<string, unknown>; // what the fixture reports
    expect(names).toEqual(Object.fromEntries(FORBIDDEN.map((name) => [name, 'undefined,undefined'])));
    expect(direct).toBe(Array(15).fill('undefined').join());
    expect(here).toBe('object,function,function,function,function,object,function,object');
    expect({ looseThis, made, unknown, mine, globalThisIsSelf }).toEqual({
      looseThis: 'undefined',
      made: 'refused',
      unknown: 'ReferenceError',
      mine: 'number',
      globalThisIsSelf: true,
    });
    expect({ fetched, posted }).toEqual({ fetched: 'bare', posted: 200 });
    expect(await bench.troubles()).toEqual([]);
  });

  test('runs the same handlers as the page does elsewhere', async () => {
    await send('events.js', { draft: { subject: 'Hej' } });
    expect(await bench.inHost((it) => it.host().sendState())).toEqual({ phase: 'sent' });
    expect(await bench.troubles()).toEqual([]);
  });

  test('takes ES5 and no more: a newer script never gets ready', async () => {
    const timings = { waitDialogMs: 500, sendTimeoutMs: 60_000, bootTimeoutMs: 4000 };
    await send('modern.js', { timings });
    expect(await bench.inHost((it) => it.host().sendState())).toMatchObject({
      phase: 'asking',
      dialog: { reason: 'unavailable', choices: ['tryLater'] },
    });
  });
});
