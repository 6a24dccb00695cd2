import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import vm from 'node:vm';
import { MICROSOFT_AJAX } from '../../src/playground/microsoft-ajax.ts';
import { officeJsRoute, readOfficeJsFile } from '../../src/playground/office-js.ts';

const DIST = join(__dirname, '../../node_modules/@microsoft/office-js/dist');
const RUNTIMES = ['outlook-web-16.01.js', 'outlook-web-16.01.debug.js'];

describe('office.js of the npm package', () => {
  test('what an Outlook add-in on the web loads is byte-identical, but for the two web runtimes', async () => {
    const files = [
      'office.js',
      'office.debug.js',
      'en-us/office_strings.js',
      'da-dk/outlook_strings.js',
      'telemetry/oteljs_agave.js',
    ];
    for (const name of files) {
      const served = await readOfficeJsFile(name);
      expect(Buffer.from(served?.body ?? '').equals(await readFile(join(DIST, name)))).toBe(true);
    }
  });

  test.each(RUNTIMES)('%s differs from the package in one address only', async (name) => {
    const served = String((await readOfficeJsFile(name))?.body);
    const original = await readFile(join(DIST, name), 'utf8');
    const quote = name.includes('debug') ? `'` : `"`;
    const local = `${quote}//${quote}+window.location.host+${quote}/office-js/MicrosoftAjax.js${quote}`;
    expect(served.split(local)).toHaveLength(2);
    expect(served.replace(local, `${quote}//ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js${quote}`)).toBe(
      original,
    );
  });

  test('case does not matter, and the package has no capitals of its own', async () => {
    const names = await readdir(DIST, { recursive: true });
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
    expect(await readOfficeJsFile('EN-US/Outlook_Strings.js')).toEqual(
      await readOfficeJsFile('en-us/outlook_strings.js'),
    );
  });

  test.each([
    '',
    '../package.json',
    'en-us/../office.js',
    '..%2fpackage.json',
    '/etc/passwd',
    'en-us\\office_strings.js',
    'none.js',
    '.hidden.js',
    'office.d.ts',
    'en-us',
  ])('%j is no file of it', async (path) => {
    expect(await readOfficeJsFile(path)).toBeUndefined();
  });

  test('the stand-in has what the runtime looks for before it goes on', async () => {
    expect(await readOfficeJsFile('MicrosoftAjax.js')).toEqual({
      body: MICROSOFT_AJAX,
      contentType: 'text/javascript; charset=utf-8',
    });
    const sandbox = vm.createContext({});
    vm.runInContext(`var window = globalThis; ${MICROSOFT_AJAX}`, sandbox);
    const checks = `[typeof Sys.StringBuilder, typeof Type.registerNamespace, typeof Type.registerClass,
      typeof Function._validateParams, typeof Sys.Serialization.JavaScriptSerializer.serialize].join()`;
    expect(vm.runInContext(checks, sandbox)).toBe(Array(5).fill('function').join());
    expect(vm.runInContext(`Error.argumentOutOfRange('subject').message`, sandbox)).toContain(
      'ArgumentOutOfRange',
    );
    expect(vm.runInContext(`new Sys.StringBuilder().append('a').append('b').toString()`, sandbox)).toBe('ab');
  });

  test('its route answers its own paths and leaves the others', async () => {
    const server = createServer((request, response) => {
      void officeJsRoute(request, response).then((done) => done || response.writeHead(404).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [found, missing, other] = await Promise.all(
      ['/office-js/office.js?v=1', '/office-js/none.js', '/index.html'].map((path) => fetch(origin + path)),
    );
    expect(found?.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect([found?.status, missing?.status, other?.status]).toEqual([200, 404, 404]);
    await new Promise((resolve) => server.close(resolve));
  });
});
