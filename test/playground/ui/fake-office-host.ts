import type { AddinManifest, OfficeHost, OfficeHostOptions } from '../../../src/playground/host/types.ts';
import type { SendChoice, SendState } from '../../../src/playground/model/types.ts';

/** An Office host without office.js: remembers what the window asked of it, and says what a test wants it to say. */
export interface FakeOfficeHost {
  readonly host: OfficeHost;
  readonly options: OfficeHostOptions;
  readonly calls: string[];
  readonly choices: SendChoice[];
  readonly say: (state: SendState) => void;
  /** The add-in lets the mail go. */
  readonly letGo: () => void;
}

export function createFakeHosts() {
  const made: FakeOfficeHost[] = [];
  return {
    made,
    last: (): FakeOfficeHost => {
      const last = made.at(-1);
      if (last === undefined) throw new Error('No host was made.');
      return last;
    },
    createHost: (options: OfficeHostOptions): OfficeHost => {
      const fake = createFakeHost(options);
      made.push(fake);
      return fake.host;
    },
  };
}

function createFakeHost(options: OfficeHostOptions): FakeOfficeHost {
  const calls: string[] = [];
  const choices: SendChoice[] = [];
  const listeners = new Set<(state: SendState) => void>();
  let state: SendState = { phase: 'writing' };
  let draftId: string | undefined = options.draftId;
  const say = (next: SendState): void => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  const note = (call: string) => (): void => {
    calls.push(call);
  };
  const host: OfficeHost = {
    mountPane: (_, { commandId = '', context = '' } = {}) => {
      calls.push(`mountPane ${commandId} ${context}`.trim());
    },
    unmountPane: note('unmountPane'),
    focusPane: note('focusPane'),
    start: note('start'),
    raiseLaunchEvent: () => Promise.resolve({ kind: 'unavailable', why: 'noLaunchEvent' }),
    switchItem: (next) => {
      draftId = next;
      calls.push(`switchItem ${next ?? ''}`);
    },
    setTheme: ({ bodyBackgroundColor }) => {
      calls.push(`setTheme ${bodyBackgroundColor}`);
    },
    pressNotification: (key) => {
      calls.push(`pressNotification ${key}`);
    },
    dismissNotification: (key) => {
      calls.push(`dismissNotification ${key}`);
    },
    closeDialog: note('closeDialog'),
    pressSend: () => {
      calls.push('pressSend');
      say({ phase: 'checking' });
    },
    chooseInDialog: (choice) => {
      choices.push(choice);
      say({ phase: 'writing' });
    },
    sendState: () => state,
    onSendState: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    controls: {
      setLatency: (milliseconds) => {
        calls.push(`setLatency ${milliseconds}`);
      },
      failNext: note('failNext'),
      neverAnswer: note('neverAnswer'),
      answerAgain: note('answerAgain'),
      log: () => [],
      unhandled: () => [],
      faults: () => [],
      launches: () => [],
      mostAtOnce: () => 0,
    },
    dispose: note('dispose'),
  };
  const letGo = (): void => {
    if (draftId !== undefined) options.store.send(draftId);
    say({ phase: 'sent' });
  };
  return { host, options, calls, choices, say, letGo };
}

export const MANIFEST: AddinManifest = {
  id: '00000000-0000-0000-0000-000000000001',
  version: '1.0.0.0',
  providerName: 'Secure Send',
  displayName: 'Secure Send',
  description: '',
  iconUrl: 'https://localhost:3443/assets/icon-64.png',
  permission: 'ReadWriteItem',
  appDomains: [],
  commands: [
    {
      controlId: 'SecureSendPane',
      commandId: 'SecureSendPane',
      taskpaneId: 'SecureSend',
      label: 'Sikker mail',
      groupLabel: 'Secure Send',
      tipTitle: 'Sikker mail',
      tipText: 'Vis modtagerne.',
      icons: { 16: 'https://localhost:3443/assets/icon-16.png' },
      paneUrl: 'https://localhost:3443/taskpane.html',
      isPinnable: true,
    },
  ],
  launchEvents: [{ name: 'OnMessageSend', functionName: 'onMessageSendHandler', sendMode: 'Block' }],
};
