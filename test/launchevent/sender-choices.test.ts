import { attachmentKey } from '../../src/domain/draft.ts';
import { findingKey } from '../../src/domain/override.ts';
import { parseChoices } from '../../src/domain/state-header.ts';
import { MEMORY } from '../../src/outlook/ports.ts';
import { aPolicy, TEST_CPR } from '../support/builders.ts';
import { installOffice } from '../support/office.ts';
import type { FakeMail, FakeOffice, FakeRecipient } from '../support/office.ts';
import { aService, send } from './send-world.ts';

const to = (...addresses: string[]): FakeRecipient[] =>
  addresses.map((emailAddress) => ({ emailAddress, displayName: '', recipientType: 'externalUser' }));
const FILE = { id: 'f1', name: 'brev.docx', size: 12, isInline: false };
const OTHER = { ...FILE, id: 'f2', name: 'andet.docx' };
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

  const MARKED = `draft; off; not=${findingKey({ type: 'dk_cpr', value: TEST_CPR })}:0`;
  const KEPT = { to: to('kontor@none.example'), body: CPR_BODY, attachments: [FILE] };
  const LENIENT = aService(aPolicy({ detection: { ...aPolicy().detection, override: 'with-reason' } }));
  const SEEN = `${MARKED}; files=${attachmentKey(FILE)}:`;

  it('and what was seen in files leave with no mail, but hold again after “Don’t Send”', async () => {
    const headers = { 'x-secure-send': SEEN };
    const office = draft({ ...KEPT, attachments: [FILE, OTHER], headers });
    const asked = await send(LENIENT);
    expect(asked).toMatchObject({ allowEvent: false, sendModeOverride: 'promptUser' });
    expect(asked.errorMessage).not.toContain('CPR');
    expect(header(office)).toBe('ordinary; off');
    // Send after Send: the other file is asked about, neither the number nor the first.
    expect((await send(LENIENT)).errorMessage).toBe(asked.errorMessage);
    office.mail.attachments = [FILE];
    expect(await send(LENIENT)).toEqual({ allowEvent: true });
    expect(header(office)).toBe('ordinary; off');
  });

  it.each(['hangs', 'fails', 'throws', 'is missing'] as const)(
    'are asked for again where Outlook keeps nothing beside the draft: it %s',
    async (fault) => {
      const office = draft({ ...KEPT, headers: { 'x-secure-send': SEEN } });
      office.faults.set('sessionData.setAsync', fault);
      office.faults.set('sessionData.getAsync', fault);
      expect(await send(LENIENT)).toEqual({ allowEvent: true });
      expect(header(office)).toBe('ordinary; off');
      expect(await send(LENIENT)).toMatchObject({ allowEvent: false });
    },
  );

  it('belong to one send: what is kept for another header counts for nothing', async () => {
    const office = draft({ ...KEPT, headers: { 'x-secure-send': 'ordinary; off' } });
    office.mail.session['x-secure-send'] = `tls; off\n${SEEN}`;
    expect(await send(LENIENT)).toMatchObject({ allowEvent: false });
  });

  it('stand in a draft again, without the mode of a send that was stopped, when the next check stops it', async () => {
    const office = draft({
      to: to('anna@gmail.com'),
      body: CPR_BODY,
      headers: { 'x-secure-send': 'tls; off' },
    });
    expect(await send()).toMatchObject({ allowEvent: false });
    expect(header(office)).toBe('draft; off');
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
