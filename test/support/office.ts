/**
 * A small stand-in of Office's callback API for the bridge's own tests. How the real office.js behaves is shown by the
 * end-to-end tests; here single calls are made to hang, fail, throw or be missing.
 */
export type Fault = 'hangs' | 'fails' | 'throws' | 'is missing' | 'answers nonsense';

export interface FakeRecipient {
  readonly emailAddress: string;
  readonly displayName: string;
  readonly recipientType?: string;
}

export interface FakeNotice {
  readonly type: string;
  readonly message: string;
  readonly icon?: string;
  readonly actions?: readonly { readonly commandId: string; readonly actionText: string }[];
}

export interface FakeAttachment {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly isInline: boolean;
  readonly content?: { readonly content: string; readonly format: string };
}

export interface FakeMail {
  to: FakeRecipient[];
  cc: FakeRecipient[];
  bcc: FakeRecipient[];
  from: FakeRecipient;
  subject: string;
  body: string;
  attachments: FakeAttachment[];
  headers: Record<string, string>;
  notices: Record<string, FakeNotice>;
  session: Record<string, string>;
}

export interface FakeOffice {
  readonly mail: FakeMail;
  readonly settings: Record<string, unknown>;
  readonly savedSettings: Record<string, unknown>;
  readonly faults: Map<string, Fault>;
  /** Names of the calls made, in order. */
  readonly calls: string[];
  readonly load: { now: number; most: number };
  /** Raises an event of Office at whoever listens. */
  readonly raise: (type: string, event?: unknown) => void;
  readonly handlerCount: (type: string) => number;
  /** Values for what the tests change about the surroundings. */
  readonly world: {
    mailbox: string;
    language: string;
    context: string;
    latencyMs: number;
    theme?: { bodyBackgroundColor: string };
    ignoresHeaders: boolean;
    hasItem: boolean;
  };
}

type Done = (result: object) => void;

const ok = (value?: unknown): object => ({ status: 'succeeded', value });
const refused = (code: number): object => ({
  status: 'failed',
  error: { code, name: 'Refused', message: '' },
});
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function aMail(change: Partial<FakeMail> = {}): FakeMail {
  return {
    to: [{ emailAddress: 'jens.friis@phv.example', displayName: 'Jens Friis', recipientType: 'user' }],
    cc: [],
    bcc: [],
    from: { emailAddress: 'mette.holm@phv.example', displayName: 'Mette Holm' },
    subject: 'Aftale',
    body: '<p>Hej</p>',
    attachments: [],
    headers: {},
    notices: {},
    session: {},
    ...change,
  };
}

/** Puts the stand-in where Office.js puts its global. */
export function installOffice(change: Partial<FakeMail> = {}): FakeOffice {
  const fake: FakeOffice = {
    mail: aMail(change),
    settings: {},
    savedSettings: {},
    faults: new Map(),
    calls: [],
    load: { now: 0, most: 0 },
    raise: (type, event) => handlers.get(type)?.forEach((handler) => handler(event)),
    handlerCount: (type) => handlers.get(type)?.length ?? 0,
    world: {
      mailbox: '1.15',
      language: 'en-GB',
      context: '',
      latencyMs: 0,
      ignoresHeaders: false,
      hasItem: true,
    },
  };
  const handlers = new Map<string, ((event: unknown) => void)[]>();
  const events = eventSource(fake, handlers);
  const item = itemOf(fake, events);
  const office = {
    onReady: (ready?: () => void) => Promise.resolve().then(() => ready?.()),
    context: {
      get displayLanguage(): string {
        return fake.world.language;
      },
      get officeTheme(): unknown {
        return fake.world.theme;
      },
      diagnostics: { platform: 'OfficeOnline', version: '16.0' },
      requirements: { isSetSupported: (_: string, version: string) => isWithin(version, fake.world.mailbox) },
      roamingSettings: settingsOf(fake),
      mailbox: joined(
        {
          get item(): unknown {
            return fake.world.hasItem ? item : null;
          },
          userProfile: { emailAddress: 'mette.holm@phv.example' },
          diagnostics: { hostName: 'OutlookWebApp', hostVersion: '20260814.05' },
        },
        events('mailbox'),
      ),
    },
    MailboxEnums: {},
    actions: { associate: jest.fn() },
  };
  Object.assign(globalThis, { Office: office });
  return fake;
}

function isWithin(version: string, highest: string): boolean {
  return Number(version.split('.')[1]) <= Number(highest.split('.')[1]);
}

type Answer = (...input: never[]) => unknown;

/** The calls of one object; a missing one is `undefined` at the moment it is looked up. */
function api(fake: FakeOffice, prefix: string, answers: Readonly<Record<string, Answer>>): object {
  const owner = {};
  for (const [name, answer] of Object.entries(answers)) {
    const full = prefix === '' ? name : `${prefix}.${name}`;
    Object.defineProperty(owner, name, {
      enumerable: true,
      get: () => (fake.faults.get(full) === 'is missing' ? undefined : callable(fake, full, answer)),
    });
  }
  return owner;
}

function callable(fake: FakeOffice, name: string, answer: Answer) {
  return (...input: unknown[]): void => {
    fake.calls.push(name);
    const fault = fake.faults.get(name);
    if (fault === 'throws') throw new Error(`${name} threw`);
    const done = input.pop() as Done; // the callback comes last in every call of Office
    fake.load.most = Math.max(fake.load.most, ++fake.load.now);
    if (fault === 'hangs') return;
    void wait(fake.world.latencyMs).then(() => {
      fake.load.now--;
      if (fault === 'fails') return done(refused(5001));
      if (fault === 'answers nonsense') return done(ok({ unexpected: true }));
      const result = (answer as (...args: unknown[]) => unknown)(...input); // each answer knows its own arguments
      return done(isRefusal(result) ? result : ok(result));
    });
  };
}

function isRefusal(result: unknown): result is object {
  return typeof result === 'object' && result !== null && 'status' in result;
}

/** One object with the properties of all, looked up anew each time. */
function joined(...owners: readonly object[]): object {
  const all = {};
  for (const owner of owners) Object.defineProperties(all, Object.getOwnPropertyDescriptors(owner));
  return all;
}

function itemOf(fake: FakeOffice, events: (prefix: string) => object): object {
  const { mail } = fake;
  const field = (name: 'to' | 'cc' | 'bcc'): object =>
    api(fake, name, {
      getAsync: () => mail[name],
      setAsync: (recipients: FakeRecipient[]) => void (mail[name] = recipients),
      addAsync: (recipients: FakeRecipient[]) => void mail[name].push(...recipients),
    });
  const parts = {
    to: field('to'),
    cc: field('cc'),
    bcc: field('bcc'),
    from: api(fake, 'from', { getAsync: () => mail.from }),
    subject: api(fake, 'subject', { getAsync: () => mail.subject }),
    body: api(fake, 'body', { getAsync: () => mail.body }),
    internetHeaders: headersOf(fake),
    notificationMessages: noticesOf(fake),
    sessionData: sessionOf(fake),
  };
  const own = api(fake, '', {
    getAttachmentsAsync: () => mail.attachments,
    getAttachmentContentAsync: (wanted: string) => mail.attachments.find(({ id }) => id === wanted)?.content,
    getInitializationContextAsync: () => fake.world.context,
  });
  return joined(parts, own, events('item'));
}

function headersOf(fake: FakeOffice): object {
  return api(fake, 'internetHeaders', {
    getAsync: (names: string[]) =>
      Object.fromEntries(Object.entries(fake.mail.headers).filter(([name]) => names.includes(name))),
    setAsync: (headers: Record<string, string>) =>
      void (fake.world.ignoresHeaders || Object.assign(fake.mail.headers, headers)),
  });
}

function sessionOf(fake: FakeOffice): object {
  const { mail } = fake;
  return api(fake, 'sessionData', {
    getAsync: (key: string) => mail.session[key] ?? refused(9020),
    setAsync: (key: string, value: string) => void (mail.session[key] = value),
  });
}

function noticesOf(fake: FakeOffice): object {
  const { mail } = fake;
  return api(fake, 'notificationMessages', {
    getAllAsync: () => Object.entries(mail.notices).map(([key, notice]) => ({ key, ...notice })),
    addAsync: (key: string, notice: FakeNotice) =>
      key in mail.notices ? refused(9023) : void (mail.notices[key] = notice),
    replaceAsync: (key: string, notice: FakeNotice) =>
      key in mail.notices ? void (mail.notices[key] = notice) : refused(9024),
    removeAsync: (key: string) =>
      key in mail.notices ? void Reflect.deleteProperty(mail.notices, key) : refused(9024),
  });
}

function settingsOf(fake: FakeOffice): object {
  const direct = {
    get: (key: string) => fake.settings[key],
    set: (key: string, value: unknown) => void (fake.settings[key] = value),
  };
  const save = () => void Object.assign(fake.savedSettings, fake.settings);
  return joined(direct, api(fake, 'roamingSettings', { saveAsync: save }));
}

function eventSource(
  fake: FakeOffice,
  handlers: Map<string, ((event: unknown) => void)[]>,
): (prefix: string) => object {
  return (prefix) =>
    api(fake, prefix, {
      addHandlerAsync: (type: string, handler: (event: unknown) => void) =>
        void handlers.set(type, [...(handlers.get(type) ?? []), handler]),
      removeHandlerAsync: (type: string) => void handlers.delete(type),
    });
}
