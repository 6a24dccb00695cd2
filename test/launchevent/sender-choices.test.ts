import { parseChoices } from '../../src/domain/state-header.ts';
import { MEMORY } from '../../src/outlook/ports.ts';
import { aPolicy, TEST_CPR } from '../support/builders.ts';
import { installOffice } from '../support/office.ts';
import type { FakeMail, FakeOffice, FakeRecipient } from '../support/office.ts';
import { aService, send } from './send-world.ts';

const to = (...addresses: string[]): FakeRecipient[] =>
  addresses.map((emailAddress) => ({ emailAddress, displayName: '', recipientType: 'externalUser' }));
const CPR_BODY = `<p>CPR ${TEST_CPR}</p>`;
const header = (office: FakeOffice): string | undefined => office.mail.headers['x-secure-send'];

function draft(change: Partial<FakeMail> = {}): FakeOffice {
  const office = installOffice(change);
  office.settings[MEMORY.policy] = JSON.stringify(aPolicy());
  return office;
}

describe('secure mode', () => {
  it('on, with someone who cannot receive securely, asks once and keeps the switch on if the answer is no', async () => {
    const office = draft({ to: to('post@none.example'), headers: { 'x-secure-send': 'draft; on' } });
    expect(await send()).toMatchObject({ allowEvent: false, sendModeOverride: 'promptUser' });
    expect(header(office)).toBe('ordinary; on');
    expect(await send()).toMatchObject({ allowEvent: false, sendModeOverride: 'promptUser' });
  });

  it('asks in the pane where Outlook has no "Send Anyway" for us', async () => {
    const office = draft({ to: to('anna@gmail.com'), headers: { 'x-secure-send': 'draft; on' } });
    office.world.mailbox = '1.13';
    expect(Object.keys(await send())).toEqual(['allowEvent', 'errorMessage']);
  });

  it.each(['hangs', 'fails', 'throws', 'is missing'] as const)(
    'and all else that was chosen: a mail outside stays when reading it %s',
    async (fault) => {
      const declared = { 'x-secure-send': 'draft; on; personal' };
      const office = draft({ to: to('jens.friis@phv.example', 'anna@gmail.com'), headers: declared });
      office.faults.set('internetHeaders.getAsync', fault);
      const completion = await send();
      expect(completion.allowEvent).toBe(false);
      // Nobody knows that it holds personal data, so this is not said; but it might, so it cannot be sent anyway.
      expect(completion.errorMessage).toContain('could not be checked');
      expect(JSON.parse(String(completion.contextData))).toEqual({ problem: 'failed' });
      expect(completion.sendModeOverride).toBeUndefined();
      expect(office.mail.headers).toEqual(declared);
    },
  );

  it('that could not be read for a moment is no leave for a mail that may hold personal data', async () => {
    const office = draft({ to: to('kontor@tls.example') });
    office.faults.set('internetHeaders.getAsync', 'fails');
    const service = aService();
    const completion = await send({
      ...service,
      judgeSend: (...asked) => {
        office.faults.clear();
        return service.judgeSend(...asked);
      },
    });
    expect(completion.allowEvent).toBe(false);
    expect(completion.errorMessage).toContain('could not be checked');
    expect(completion.sendModeOverride).toBeUndefined();
    expect(office.mail.headers).toEqual({});
  });

  it('that could not be read does not ask for a mailbox that may be chosen already', async () => {
    const office = draft({ to: to('firma@certificate.example') });
    office.faults.set('internetHeaders.getAsync', 'fails');
    expect((await send()).errorMessage).toContain('could not be checked');
  });

  it('of the policy holds where the sender has not chosen', async () => {
    const office = draft({ to: to('borger@tunnel.example') });
    await send(aService(aPolicy({ secureMode: { onByDefault: true, locked: false, autoActivate: true } })));
    expect(header(office)).toBe('tunnel; on');
  });
});

describe('the choices of the sender', () => {
  const CHOICES = [
    undefined,
    'draft; off',
    'draft; on',
    'draft; off; personal',
    'draft; on; personal',
    'draft; on; personal; mailbox=sikkerpost@phv.example',
  ];
  const made = (text: string | undefined) => parseChoices(text) ?? { secureMode: false };

  it.each(CHOICES)('survive an answer that comes too late for the header: %s', async (before) => {
    const office = draft({
      to: to(before?.includes('mailbox') === true ? 'firma@certificate.example' : 'borger@tunnel.example'),
      body: CPR_BODY,
      ...(before === undefined ? {} : { headers: { 'x-secure-send': before } }),
    });
    const service = aService();
    const completion = await send({
      ...service,
      judgeSend: (...asked) => {
        office.faults.set('internetHeaders.getAsync', 'hangs');
        return service.judgeSend(...asked);
      },
    });
    // Written, but not read back in time: the mail stays, with the header of a mail that leaves.
    expect(completion.allowEvent).toBe(false);
    expect(header(office)).toMatch(/^(?:tunnel|certificate); /);
    expect(parseChoices(header(office))).toEqual(made(before));
    office.faults.clear();
    expect((await send()).allowEvent).toBe(true);
  });

  it.each(CHOICES.slice(0, 5))('are as before after "Don’t Send": %s', async (before) => {
    const office = draft({
      to: to('kontor@tls.example'),
      body: CPR_BODY,
      ...(before === undefined ? {} : { headers: { 'x-secure-send': before } }),
    });
    expect(await send()).toMatchObject({ allowEvent: false, sendModeOverride: 'promptUser' });
    // After "Send Anyway" the mail leaves as this says.
    expect(header(office)).toMatch(/^tls; /);
    expect(parseChoices(header(office))).toEqual(made(before));
  });

  it('are not made by secure mode that switched itself on: without the number the mail is ordinary again', async () => {
    const office = draft({ to: to('kontor@tls.example'), body: CPR_BODY });
    await send();
    office.mail.body = '<p>Hej</p>';
    office.mail.to = to('anna@gmail.com');
    expect(await send()).toEqual({ allowEvent: true });
    expect(header(office)).toBe('ordinary; off');
  });

  it('are not made by a text that could not be read', async () => {
    const office = draft({ headers: { 'x-secure-send': 'draft; on' } });
    office.faults.set('body.getAsync', 'fails');
    expect((await send()).allowEvent).toBe(true);
    expect(header(office)).toBe('internal; on');
  });
});
