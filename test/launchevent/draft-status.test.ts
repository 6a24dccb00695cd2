import { createDraftClock, onDraftChanged } from '../../src/launchevent/draft-status.ts';
import type { DraftClock, StatusDeps } from '../../src/launchevent/draft-status.ts';
import { createPolicyMemory } from '../../src/launchevent/policy-memory.ts';
import type { Service } from '../../src/launchevent/service.ts';
import { mailboxClient } from '../../src/outlook/mailbox-client.ts';
import { MEMORY } from '../../src/outlook/ports.ts';
import { aPolicy, TEST_CPR } from '../support/builders.ts';
import { installOffice } from '../support/office.ts';
import type { FakeMail, FakeOffice, Fault } from '../support/office.ts';
import { anEvent, aService, classOf, unreachable } from './send-world.ts';

const to = (...addresses: string[]): FakeMail['to'] =>
  addresses.map((emailAddress) => ({ emailAddress, displayName: '' }));
const ON = { 'x-secure-send': 'draft; on' };
const notice = (office: FakeOffice): string | undefined => office.mail.notices['secure-send']?.message;

/** One Outlook window: its runtime keeps client, policy and clock from event to event. */
function aWindow(service: Service = aService()): (change?: { isNewWindow?: boolean }) => Promise<number> {
  const client = mailboxClient(120);
  const policies = createPolicyMemory({ service, client, now: Date.now });
  const clock: DraftClock = createDraftClock();
  const deps: StatusDeps = {
    client,
    service,
    policies,
    now: Date.now,
    deadlines: { whole: 2000, reading: 360, service: 400 },
  };
  return async ({ isNewWindow = false } = {}) => {
    const { event, completions } = anEvent();
    await onDraftChanged(event, { makeDeps: () => deps, clock, isNewWindow });
    return completions.length;
  };
}

describe('the notification bar, with the pane closed', () => {
  it('is empty while secure mode is off and nothing is found', async () => {
    const office = installOffice({ to: to('anna@gmail.com') });
    await aWindow()();
    expect(office.mail.notices).toEqual({});
  });

  it('says that all can receive securely', async () => {
    const office = installOffice({ to: to('borger@tunnel.example'), headers: ON });
    await aWindow()();
    expect(notice(office)).toBe('Secure mail is on. All recipients can receive securely.');
  });

  it('says how many cannot, in place of what it said before', async () => {
    const office = installOffice({ to: to('borger@tunnel.example'), headers: ON });
    const change = aWindow();
    await change();
    office.mail.to.push(...to('anna@gmail.com'));
    await change();
    expect(notice(office)).toContain('1 recipient cannot receive securely');
    expect(Object.keys(office.mail.notices)).toEqual(['secure-send']);
  });

  it('names the one to whom the personal data may not go', async () => {
    const office = installOffice({ to: to('anna@gmail.com'), body: `<p>CPR ${TEST_CPR}</p>` });
    await aWindow()();
    expect(notice(office)).toContain('anna@gmail.com');
    expect(office.mail.notices['secure-send']?.actions?.[0]?.commandId).toBe('SecureSendPane');
  });

  it('is emptied when the reason has gone', async () => {
    const office = installOffice({ to: to('anna@gmail.com'), body: `<p>CPR ${TEST_CPR}</p>` });
    const change = aWindow();
    await change();
    office.mail.body = '<p>Hej</p>';
    await change();
    expect(office.mail.notices).toEqual({});
  });

  it('says that nothing was checked when the service is away', async () => {
    const office = installOffice({ to: to('borger@tunnel.example'), headers: ON });
    await aWindow(unreachable)();
    expect(notice(office)).toBe('The recipients have not been checked.');
  });

  it.each(['body.getAsync', 'subject.getAsync'])('says so when %s gives no text to check', async (call) => {
    const office = installOffice({ to: to('borger@tunnel.example'), headers: ON });
    office.faults.set(call, 'fails');
    await aWindow()();
    expect(notice(office)).toBe('The mail has not been checked.');
  });

  it('says so, with secure mode off, where the text decides whether the mail may go', async () => {
    const office = installOffice({ to: to('anna@gmail.com') });
    office.faults.set('body.getAsync', 'fails');
    await aWindow()();
    expect(notice(office)).toBe('The mail has not been checked.');
    office.mail.to = to('jens.friis@phv.example');
    await aWindow()();
    expect(office.mail.notices).toEqual({});
  });

  it('says that the recipients were not checked, if both are true', async () => {
    const office = installOffice({ to: to('borger@tunnel.example'), headers: ON });
    office.faults.set('body.getAsync', 'fails');
    await aWindow(unreachable)();
    expect(notice(office)).toBe('The recipients have not been checked.');
  });

  it.each(['internetHeaders.getAsync', 'to.getAsync'])(
    'does not let stand what it said before when %s fails',
    async (call) => {
      const office = installOffice({ to: to('borger@tunnel.example'), headers: ON });
      const change = aWindow();
      await change();
      office.mail.to.push(...to('anna@gmail.com'));
      office.faults.set(call, 'fails');
      await change();
      expect(notice(office)).toBe('The mail has not been checked.');
    },
  );

  it('says that secure mode is on before there is any recipient', async () => {
    const office = installOffice({ to: [], headers: ON });
    await aWindow()();
    expect(notice(office)).toBe('Secure mail is on.');
  });
});

describe('an answer for an outdated draft', () => {
  /** Answers in the order that the test chooses. */
  function slowService(): { service: Service; answer: (at: number) => void } {
    const waiting: (() => void)[] = [];
    const service: Service = {
      ...aService(),
      classify: ({ recipients }) =>
        new Promise((resolve) => {
          waiting.push(() => resolve(recipients.map(({ address }) => classOf(address))));
        }),
    };
    return { service, answer: (at) => waiting[at]?.() };
  }
  const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

  it('is not shown when a newer event is under way, also if it comes last', async () => {
    const office = installOffice({ to: to('borger@tunnel.example'), headers: ON });
    const { service, answer } = slowService();
    const change = aWindow(service);
    const first = change();
    await soon();
    office.mail.to.push(...to('anna@gmail.com'));
    const second = change();
    await soon();
    answer(1);
    await second;
    expect(notice(office)).toContain('1 recipient');
    answer(0);
    await first;
    expect(notice(office)).toContain('1 recipient');
  });

  it('goes by what the sender chose in the pane meanwhile', async () => {
    const office = installOffice({ to: to('borger@tunnel.example'), headers: { ...ON } });
    const { service, answer } = slowService();
    const only = aWindow(service)();
    await soon();
    office.mail.headers['x-secure-send'] = 'draft; off';
    answer(0);
    await only;
    expect(office.mail.notices).toEqual({});
  });

  it('is not shown when the recipients changed before Outlook said so', async () => {
    const office = installOffice({ to: to('borger@tunnel.example'), headers: ON });
    const { service, answer } = slowService();
    const only = aWindow(service)();
    await soon();
    office.mail.to = to('anna@gmail.com');
    answer(0);
    await only;
    expect(office.mail.notices).toEqual({});
  });
});

describe('a new window', () => {
  const onByDefault = aService(
    aPolicy({ secureMode: { onByDefault: true, locked: false, autoActivate: true } }),
  );

  it('gets secure mode from the policy where the sender has not chosen', async () => {
    const office = installOffice();
    await aWindow(onByDefault)({ isNewWindow: true });
    expect(office.mail.headers).toEqual(ON);
  });

  it('shows at once that secure mode is on', async () => {
    const office = installOffice({ to: [] });
    await aWindow(onByDefault)({ isNewWindow: true });
    expect(notice(office)).toBe('Secure mail is on.');
  });

  it('shows so, too, where Outlook does not keep the header', async () => {
    const office = installOffice({ to: [] });
    office.world.ignoresHeaders = true;
    await aWindow(onByDefault)({ isNewWindow: true });
    expect(notice(office)).toBe('Secure mail is on.');
  });

  it.each(['draft; on; personal', 'draft; off'])(
    'keeps what the sender chose while the policy was awaited: %s',
    async (chosen) => {
      const office = installOffice();
      const choosing: Service = {
        ...onByDefault,
        policy: async (deadlineMs) => {
          await new Promise((resolve) => setTimeout(resolve, 30));
          office.mail.headers['x-secure-send'] = chosen;
          return onByDefault.policy(deadlineMs);
        },
      };
      await aWindow(choosing)({ isNewWindow: true });
      expect(office.mail.headers).toEqual({ 'x-secure-send': chosen });
      expect(office.calls).not.toContain('internetHeaders.setAsync');
    },
  );

  it('gets nothing written over choices that cannot be read', async () => {
    const office = installOffice({ headers: { 'x-secure-send': 'draft; off; personal' } });
    office.faults.set('internetHeaders.getAsync', 'fails');
    await aWindow(onByDefault)({ isNewWindow: true });
    expect(office.mail.headers).toEqual({ 'x-secure-send': 'draft; off; personal' });
  });

  it('keeps what the sender chose in a draft that is opened again', async () => {
    const office = installOffice({ headers: { 'x-secure-send': 'draft; off' } });
    await aWindow(onByDefault)({ isNewWindow: true });
    expect(office.mail.headers).toEqual({ 'x-secure-send': 'draft; off' });
  });

  it('gets no header where the policy has secure mode off', async () => {
    const office = installOffice();
    await aWindow()({ isNewWindow: true });
    expect(office.mail.headers).toEqual({});
  });

  it('is not given choices on later events', async () => {
    const office = installOffice();
    await aWindow(onByDefault)();
    expect(office.mail.headers).toEqual({});
  });

  it('keeps the policy for a day without service', async () => {
    const office = installOffice();
    await aWindow()({ isNewWindow: true });
    expect(JSON.parse(String(office.savedSettings[MEMORY.policy]))).toEqual(aPolicy());
  });
});

describe('the event', () => {
  const calls = [
    'to.getAsync',
    'body.getAsync',
    'internetHeaders.getAsync',
    'internetHeaders.setAsync',
    'notificationMessages.getAllAsync',
    'notificationMessages.addAsync',
    'roamingSettings.saveAsync',
  ];
  const faults: readonly Fault[] = ['hangs', 'fails', 'throws', 'is missing', 'answers nonsense'];

  it.each(calls.flatMap((call) => faults.map((fault) => ({ call, fault }))))(
    'is completed once when $call $fault',
    async ({ call, fault }) => {
      const office = installOffice({ to: to('borger@tunnel.example'), headers: ON });
      office.faults.set(call, fault);
      await expect(aWindow()({ isNewWindow: true })).resolves.toBe(1);
    },
  );

  it('is completed once when there is no item, and when there is no Outlook', async () => {
    installOffice().world.hasItem = false;
    await expect(aWindow()()).resolves.toBe(1);
    const { event, completions } = anEvent();
    const makeDeps = (): never => {
      throw new Error('no Office');
    };
    await onDraftChanged(event, { makeDeps, clock: createDraftClock(), isNewWindow: false });
    expect(completions).toHaveLength(1);
  });

  it('is completed once when the service throws or hangs', async () => {
    installOffice();
    const throwing: Service = {
      ...aService(),
      classify: () => {
        throw new Error('no');
      },
    };
    await expect(aWindow(throwing)()).resolves.toBe(1);
    const hanging: Service = { ...aService(), classify: () => new Promise(() => undefined) };
    await expect(aWindow(hanging)()).resolves.toBe(1);
  });
});
