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
    expect(JSON.parse(state.dialog.contextData ?? '')).toEqual({
      names: Object.fromEntries(FORBIDDEN.map((name) => [name, 'undefined,undefined'])),
      forbidden: Array(15).fill('undefined').join(),
      allowed: 'object,function,function,function,function,object,function,object',
      topThis: true,
      looseThis: 'undefined',
      made: 'EvalError',
      unknown: 'ReferenceError',
      mine: 'number',
      globalThisIsSelf: true,
      fetched: 'bare',
      posted: 200,
    });
    expect(await bench.troubles()).toEqual([]);
  });

  test('runs the same handlers as the page does elsewhere', async () => {
    await send('events.js', { draft: { subject: 'Hej' } });
    expect(await bench.inHost((it) => it.host().sendState())).toEqual({ phase: 'sent' });
    expect(await bench.troubles()).toEqual([]);
  });

  test('gives no network to a script that the allow-list of its host does not name', async () => {
    await send('unlisted.js');
    expect(await bench.inHost((it) => it.host().sendState())).toMatchObject({
      dialog: { message: 'TypeError' },
    });
  });

  test('takes ES5 and no more: a newer script counts as unavailable', async () => {
    await send('modern.js');
    expect(await bench.inHost((it) => it.host().sendState())).toMatchObject({
      phase: 'asking',
      dialog: { reason: 'unavailable', choices: ['tryLater'] },
    });
  });
});
