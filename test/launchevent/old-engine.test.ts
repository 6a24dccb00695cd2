import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vm from 'node:vm';
import { API } from '../../src/contract/paths.ts';
import { MEMORY } from '../../src/outlook/ports.ts';
import { aPolicy, TEST_CPR } from '../support/builders.ts';
import { installOffice } from '../support/office.ts';
import type { FakeMail } from '../support/office.ts';
import { aService, anEvent } from './send-world.ts';
import type { Completion } from './send-world.ts';

/**
 * The built file, in an engine that has little more than ECMAScript 5 and nothing of a browser: what the code or a
 * package uses beyond that has to come with the file. Symbols and typed arrays are in every Chakra.
 */
const REMOVE_WHAT_IS_NEWER = `(function () {
  var kept = {
    Array: ['from', 'isArray', 'of'],
    Object: Object.getOwnPropertyNames(Object).filter(function (name) {
      return !/^(assign|entries|values|fromEntries|hasOwn|groupBy|is)$/.test(name);
    }),
  };
  var newer = {
    Array: 'at,copyWithin,entries,fill,find,findIndex,findLast,findLastIndex,flat,flatMap,includes,keys,toReversed,' +
      'toSorted,toSpliced,values,with',
    String: 'at,codePointAt,endsWith,includes,isWellFormed,matchAll,normalize,padEnd,padStart,repeat,replaceAll,' +
      'startsWith,toWellFormed,trimEnd,trimStart',
  };
  Object.getOwnPropertyNames(Object).forEach(function (name) {
    if (kept.Object.indexOf(name) < 0) delete Object[name];
  });
  delete Array.from;
  delete Array.of;
  delete String.fromCodePoint;
  delete String.raw;
  ['imul', 'trunc', 'sign', 'clz32', 'fround', 'hypot'].forEach(function (name) { delete Math[name]; });
  ['isInteger', 'isFinite', 'isNaN', 'isSafeInteger', 'parseFloat'].forEach(function (name) { delete Number[name]; });
  newer.Array.split(',').forEach(function (name) { delete Array.prototype[name]; });
  newer.String.split(',').forEach(function (name) { delete String.prototype[name]; });
  ['Promise', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Intl', 'Iterator', 'Proxy', 'Reflect', 'BigInt',
    'globalThis', 'WebAssembly', 'AggregateError', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics',
    'console'].forEach(function (name) { delete this[name]; }, this);
}).call(this)`;

let bundle = '';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-bundle-'));
  const webpack = join(__dirname, '../../node_modules/webpack/bin/webpack.js');
  const options = [
    '--mode',
    'production',
    '--config-name',
    'launchevent',
    '--no-cache',
    '--output-path',
    folder,
  ];
  execFileSync(process.execPath, [webpack, ...options], { cwd: join(__dirname, '../..'), stdio: 'pipe' });
  bundle = readFileSync(join(folder, 'launchevent.js'), 'utf8');
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Handler = (event: Office.MailboxEvent) => void;

interface Outcome {
  readonly completion: Completion | undefined;
  readonly notice: string | undefined;
}

/** The service as the engine reaches it: by `fetch` with JSON. Its answers are the stand-in's. */
async function fetchThere(url: string, request: { readonly body?: string }): Promise<object> {
  const service = aService();
  const asked = JSON.parse(request.body ?? '{}');
  const answer = async (): Promise<unknown> => {
    if (url.endsWith(API.policy)) return service.policy(0);
    if (url.endsWith(API.sends)) return service.judgeSend(asked, 0);
    return { classifications: await service.classify(asked, 0) };
  };
  return { ok: true, json: answer };
}

async function runThere(name: string, mail: Partial<FakeMail>, globals: object = {}): Promise<Outcome> {
  const office = installOffice(mail);
  office.settings[MEMORY.policy] = JSON.stringify(aPolicy());
  const handlers = new Map<string, Handler>();
  Object.assign(Office.actions, {
    associate: (name: string, handler: Handler) => handlers.set(name, handler),
  });
  const engine = vm.createContext({ Office, setTimeout, clearTimeout, ...globals });
  vm.runInContext(REMOVE_WHAT_IS_NEWER, engine);
  vm.runInContext(bundle, engine);
  const { event, completions } = anEvent();
  handlers.get(name)?.(event);
  for (let at = 0; at < 300 && completions.length === 0; at++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return { completion: completions[0], notice: office.mail.notices['secure-send']?.message };
}

const anna = { emailAddress: 'anna@gmail.com', displayName: 'Anna' };
const withCpr = {
  to: [anna],
  body: `<p>K&aelig;re Anna, dit CPR-nummer er <b>${TEST_CPR}</b> &#128075;</p>`,
};

describe('the event bundle in an old engine', () => {
  it('stops personal data on its way to consumer mail', async () => {
    const { completion } = await runThere('onMessageSendHandler', withCpr, { fetch: fetchThere });
    expect(completion).toMatchObject({ allowEvent: false, commandId: 'SecureSendPane' });
    // The sentence shows that every step worked there: a step that had failed would have led to a safe one.
    expect(completion?.errorMessage).toContain(
      '(2512••-••••) in the body. It must not be sent to anna@gmail.com.',
    );
  });

  it('stops it also without a service and without fetch', async () => {
    const { completion } = await runThere('onMessageSendHandler', withCpr);
    expect(completion?.errorMessage).toContain('We could not check');
  });

  it('lets an ordinary mail go', async () => {
    const { completion } = await runThere('onMessageSendHandler', {}, { fetch: fetchThere });
    expect(completion).toEqual({ allowEvent: true });
  });

  it('keeps the notification bar', async () => {
    const mail = { to: [anna], headers: { 'x-secure-send': 'draft; on' } };
    const { notice } = await runThere('onMessageComposeHandler', mail, { fetch: fetchThere });
    expect(notice).toContain('1 recipient cannot receive securely');
  });
});
