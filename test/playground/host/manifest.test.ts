/** @jest-environment jsdom */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../../../src/playground/host/manifest.ts';

const ROOT = join(__dirname, '../../..');
const FOREIGN = readFileSync(join(ROOT, 'test/fixtures/foreign-addin/manifest.xml'), 'utf8').replaceAll(
  '{{ORIGIN}}',
  'https://addin.example',
);
const without = (element: RegExp): string => FOREIGN.replace(element, '');

describe('The manifest, as Outlook reads it for message compose', () => {
  test('names what the add-in is, in the language asked for', () => {
    expect(readManifest(FOREIGN, 'da-DK')).toMatchObject({
      id: '5d2f4c1e-1111-4e56-9f1c-6f0f6a1e0001',
      version: '1.2.3.4',
      providerName: 'Foreign Tools',
      displayName: 'Fremmed',
      description: 'Calls everything.',
      iconUrl: 'https://addin.example/icon-64.png',
      permission: 'ReadWriteItem',
      appDomains: ['https://addin.example'],
    });
  });

  test.each([
    ['da-DK', 'Åbn fremmed rude'],
    ['sv-FI', 'Öppna främmande ruta'],
    ['fi-FI', 'Open foreign pane'],
  ])('in %s the button says %s', (locale, label) => {
    expect(readManifest(FOREIGN, locale).commands[0]?.label).toBe(label);
  });

  test('has the compose buttons that open a pane, and no others', () => {
    expect(readManifest(FOREIGN, 'en-US').commands).toEqual([
      {
        controlId: 'ForeignPane',
        commandId: 'ForeignPane',
        taskpaneId: 'ForeignTaskpane',
        label: 'Open foreign pane',
        groupLabel: 'Foreign tools',
        tipTitle: 'Open foreign pane',
        tipText: 'Opens the pane.',
        icons: { 16: 'https://addin.example/icon-16.png', 80: 'https://addin.example/icon-80.png' },
        paneUrl: 'https://addin.example/pane.html',
        isPinnable: true,
      },
    ]);
  });

  test('has events, page and script of the runtime', () => {
    const { launchEvents, eventPageUrl, eventScriptUrl } = readManifest(FOREIGN, 'en-US');
    expect(launchEvents.at(-1)).toEqual({ name: 'OnMessageSend', functionName: 'onSend', sendMode: 'Block' });
    expect(launchEvents).toHaveLength(5);
    expect(eventPageUrl).toBe('https://addin.example/events.html');
    expect(eventScriptUrl).toBe('https://addin.example/events.js');
  });

  test('without a runtime there is neither page nor script', () => {
    const manifest = readManifest(without(/<Runtimes>[\s\S]*<\/Runtimes>/), 'en-US');
    expect(manifest).not.toHaveProperty('eventPageUrl');
    expect(manifest).not.toHaveProperty('eventScriptUrl');
  });

  test.each([
    ['<html/>', 'OfficeApp'],
    ['no xml', 'OfficeApp'],
    [without(/<VersionOverrides[\s\S]*<\/VersionOverrides>/), 'VersionOverrides'],
    [FOREIGN.replaceAll('MailHost', 'x').replaceAll(/<(\/?)Host\b/g, '<$1Other'), 'Hosts/Host'],
  ])('what is missing is named', (xml, missing) => {
    expect(() => readManifest(xml, 'en-US')).toThrow(missing);
  });

  test('Secure Send’s own manifest is read whole', () => {
    const own = readManifest(readFileSync(join(ROOT, 'manifest.xml'), 'utf8'), 'da-DK');
    expect(own.commands.map(({ commandId, label }) => [commandId, label])).toEqual([
      ['SecureSendPane', 'Sikker mail'],
    ]);
    expect(own.launchEvents.map(({ functionName }) => functionName)).toEqual([
      'onMessageSendHandler',
      'onMessageComposeHandler',
      'onMessageRecipientsChangedHandler',
      'onMessageFromChangedHandler',
    ]);
    expect(own.eventScriptUrl).toBe('https://localhost:3443/launchevent.js');
  });
});
