import { MEMORY } from '../../src/outlook/ports.ts';
import { onMessageSend } from '../../src/launchevent/on-message-send.ts';
import { aPolicy, TEST_CPR } from '../support/builders.ts';
import { installOffice } from '../support/office.ts';
import type { FakeMail, FakeOffice, FakeRecipient } from '../support/office.ts';
import { anEvent, aService, aServiceSaying, send, sendDeps, unreachable } from './send-world.ts';

const to = (...addresses: string[]): FakeRecipient[] =>
  addresses.map((emailAddress) => ({ emailAddress, displayName: '', recipientType: 'externalUser' }));
const CPR_BODY = `<p>CPR ${TEST_CPR}</p>`;
const header = (office: FakeOffice): string | undefined => office.mail.headers['x-secure-send'];

function draft(change: Partial<FakeMail> = {}): FakeOffice {
  const office = installOffice(change);
  office.settings[MEMORY.policy] = JSON.stringify(aPolicy());
  return office;
}

describe('an ordinary mail', () => {
  it('to a colleague just goes, marked as internal', async () => {
    const office = draft();
    expect(await send()).toEqual({ allowEvent: true });
    expect(header(office)).toBe('internal; off');
  });

  it('without personal data goes to consumer mail', async () => {
    const office = draft({ to: to('anna@gmail.com') });
    expect(await send()).toEqual({ allowEvent: true });
    expect(header(office)).toBe('ordinary; off');
  });

  it('goes although Outlook does not keep the header', async () => {
    const office = draft({ to: to('anna@gmail.com') });
    office.world.ignoresHeaders = true;
    expect(await send()).toEqual({ allowEvent: true });
  });
});

describe('a mail with personal data', () => {
  it('is stopped on its way to consumer mail: what, to whom, and the pane that helps', async () => {
    const office = draft({ to: to('jens.friis@phv.example', 'anna@gmail.com'), body: CPR_BODY });
    const completion = await send();
    expect(completion.allowEvent).toBe(false);
    expect(completion.errorMessage).toContain('2512••-••••');
    expect(completion.errorMessage).toContain('anna@gmail.com');
    expect(completion.errorMessage).not.toContain('9996');
    expect(completion.commandId).toBe('SecureSendPane');
    expect(JSON.parse(String(completion.contextData))).toEqual({ problem: 'forbidden', recipient: 1 });
    expect(completion.cancelLabel?.length).toBeLessThanOrEqual(20);
    expect(completion.sendModeOverride).toBeUndefined();
    expect(header(office)).toBeUndefined();
  });

  it('is stopped, too, if the number stands in the subject or in the name of a file', async () => {
    draft({ to: to('anna@gmail.com'), subject: `Vedr. CPR ${TEST_CPR}` });
    expect((await send()).allowEvent).toBe(false);
    const file = { id: '1', name: `CPR ${TEST_CPR}.pdf`, size: 10, isInline: false };
    draft({ to: to('anna@gmail.com'), attachments: [file] });
    expect((await send()).allowEvent).toBe(false);
  });

  it('goes to a colleague', async () => {
    draft({ body: CPR_BODY });
    expect(await send()).toEqual({ allowEvent: true });
  });

  it('switches secure mode on by itself on its way through the tunnel, without a question', async () => {
    const office = draft({ to: to('borger@tunnel.example'), body: CPR_BODY });
    expect(await send()).toEqual({ allowEvent: true });
    expect(header(office)).toBe('tunnel; off');
  });

  it('asks for the functional mailbox when a certificate is used', async () => {
    draft({ to: to('firma@certificate.example'), body: CPR_BODY });
    const completion = await send();
    expect(completion.allowEvent).toBe(false);
    expect(JSON.parse(String(completion.contextData))).toEqual({ problem: 'mailboxNeeded', recipient: 0 });
    expect(completion.sendModeOverride).toBeUndefined();
  });

  it('goes from the functional mailbox that was chosen, and the header says from which', async () => {
    const office = draft({
      to: to('firma@certificate.example'),
      body: CPR_BODY,
      headers: { 'x-secure-send': 'draft; on; mailbox=sikkerpost@phv.example' },
    });
    expect(await send()).toEqual({ allowEvent: true });
    expect(header(office)).toBe('certificate; on; mailbox=sikkerpost@phv.example');
  });

  it('stays when secure mode is needed and Outlook does not keep the header', async () => {
    const office = draft({ to: to('borger@tunnel.example'), body: CPR_BODY });
    office.world.ignoresHeaders = true;
    const completion = await send();
    expect(completion.allowEvent).toBe(false);
    expect(completion.errorMessage).toContain('could not be checked');
  });

  it('may go by TLS after "Send Anyway": the header is written before the question', async () => {
    const office = draft({ to: to('kontor@tls.example'), body: CPR_BODY });
    const completion = await send();
    expect(completion).toMatchObject({ allowEvent: false, sendModeOverride: 'promptUser' });
    expect(header(office)).toBe('tls; off');
  });

  it('is not offered "Send Anyway" if its header could not be written', async () => {
    const office = draft({ to: to('kontor@tls.example'), body: CPR_BODY });
    office.world.ignoresHeaders = true;
    expect((await send()).sendModeOverride).toBeUndefined();
  });

  it('of which the text could not be read is not sent outside, and nothing is claimed about it', async () => {
    const office = draft({ to: to('anna@gmail.com') });
    office.faults.set('body.getAsync', 'hangs');
    const completion = await send();
    expect(completion.allowEvent).toBe(false);
    expect(completion.errorMessage).toContain('could not be checked');
    expect(JSON.parse(String(completion.contextData))).toEqual({ problem: 'failed' });
  });

  it('of which the text could not be read goes to colleagues', async () => {
    const office = draft();
    office.faults.set('body.getAsync', 'fails');
    expect((await send()).allowEvent).toBe(true);
  });
});

describe('without the service', () => {
  it('an ordinary mail without personal data goes silently', async () => {
    draft({ to: to('anna@gmail.com') });
    expect(await send(unreachable)).toEqual({ allowEvent: true });
  });

  it('personal data stays, and the message says that it could not be checked', async () => {
    draft({ to: to('borger@tunnel.example'), body: CPR_BODY });
    const completion = await send(unreachable);
    expect(completion.allowEvent).toBe(false);
    expect(completion.errorMessage).toContain('could not check');
    expect(JSON.parse(String(completion.contextData))).toEqual({ problem: 'notChecked', recipient: 0 });
  });

  it('secure mode stays, too', async () => {
    draft({ to: to('borger@tunnel.example'), headers: { 'x-secure-send': 'draft; on' } });
    expect((await send(unreachable)).allowEvent).toBe(false);
  });

  it('colleagues by the last policy seen stay allowed', async () => {
    draft({ body: CPR_BODY });
    expect((await send(unreachable)).allowEvent).toBe(true);
  });

  it('nobody is internal if no policy was ever seen', async () => {
    installOffice({ body: CPR_BODY });
    expect((await send(unreachable)).allowEvent).toBe(false);
  });

  it('that takes too long, it is as if it were away', async () => {
    draft({ to: to('anna@gmail.com') });
    const never = { ...aService(), judgeSend: () => new Promise<never>(() => undefined) };
    expect(await send(never)).toEqual({ allowEvent: true });
    draft({ to: to('borger@tunnel.example'), body: CPR_BODY });
    expect((await send(never)).allowEvent).toBe(false);
  });
});

describe('the service', () => {
  it('is not believed when it says "send" against its own classifications', async () => {
    draft({ to: to('anna@gmail.com'), body: CPR_BODY });
    expect((await send(aServiceSaying({ kind: 'send', problems: [] }))).allowEvent).toBe(false);
  });

  it('is believed when it is stricter', async () => {
    draft();
    const problems = [{ kind: 'forbidden', recipient: 0, cause: 'unknown', remedies: [] } as const];
    const completion = await send(aServiceSaying({ kind: 'block', problems }));
    expect(completion.allowEvent).toBe(false);
    expect(completion.errorMessage).toContain('jens.friis@phv.example');
  });

  it('is told kinds of findings and addresses, never text, values or names of files', async () => {
    const file = { id: '1', name: 'Klage over lærer.pdf', size: 10, isInline: false };
    draft({ to: to('anna@gmail.com'), subject: 'Fortroligt', body: CPR_BODY, attachments: [file] });
    const asked: unknown[] = [];
    const service = aService();
    await send({
      ...service,
      judgeSend: (request, deadlineMs) => {
        asked.push(request);
        return service.judgeSend(request, deadlineMs);
      },
    });
    expect(asked).toHaveLength(1);
    const said = JSON.stringify(asked);
    expect(said).toContain('dk_cpr');
    expect(said).not.toMatch(/251248|9996|Fortroligt|Klage/);
  });

  it('has its header taken over when the mode is the same, and only then', async () => {
    const service = aService();
    const withHeader = (value: string) => ({
      ...service,
      judgeSend: async (...asked: Parameters<typeof service.judgeSend>) => {
        const reply = await service.judgeSend(...asked);
        return reply === undefined ? undefined : { ...reply, header: value };
      },
    });
    const office = draft({ to: to('borger@tunnel.example'), body: CPR_BODY });
    await send(withHeader('tunnel; off; ticket=abc'));
    expect(header(office)).toBe('tunnel; off; ticket=abc');
    await send(withHeader('certificate; off; ticket=abc'));
    expect(header(office)).toBe('tunnel; off');
  });

  it('does not put choices into the draft that the sender has not made', async () => {
    const service = aService();
    const office = draft({ to: to('borger@tunnel.example') });
    office.faults.set('subject.getAsync', 'fails');
    const judgeSend = async (...asked: Parameters<typeof service.judgeSend>) => {
      const reply = await service.judgeSend(...asked);
      return reply === undefined ? undefined : { ...reply, header: 'tunnel; off; personal' };
    };
    expect((await send({ ...service, judgeSend })).allowEvent).toBe(true);
    expect(header(office)).toBe('tunnel; off');
  });
});

describe('the event', () => {
  it('is completed with the answer alone where Outlook refuses the options', async () => {
    draft({ to: to('anna@gmail.com'), body: CPR_BODY });
    const { event, completions } = anEvent((options) => {
      if (options?.errorMessage !== undefined) throw new Error('unknown option');
    });
    await onMessageSend(event, () => sendDeps());
    expect(completions).toEqual([{ allowEvent: false }]);
  });

  it('is completed also when nothing of Outlook is there', async () => {
    const { event, completions } = anEvent();
    await onMessageSend(event, () => {
      throw new Error('no Office');
    });
    expect(completions).toEqual([
      { allowEvent: false, errorMessage: expect.stringContaining('has not been sent') },
    ]);
  });

  it('is stopped when there is no item', async () => {
    draft().world.hasItem = false;
    expect((await send()).allowEvent).toBe(false);
  });

  it.each(['da-DK', 'sv-SE', 'en-GB', 'fi-FI'])(
    'is answered in at most 500 characters (%s)',
    async (language) => {
      const many = Array.from({ length: 60 }, (_, at) => `a-rather-long-name-of-a-person-${at}@gmail.com`);
      const office = draft({ to: to(...many), body: CPR_BODY });
      office.world.language = language;
      const { errorMessage = '', errorMessageMarkdown = '' } = await send();
      expect(errorMessage.length).toBeGreaterThan(40);
      expect(errorMessage.length).toBeLessThanOrEqual(500);
      expect(errorMessageMarkdown.length).toBeLessThanOrEqual(500);
    },
  );

  it('has markdown only where Outlook knows it', async () => {
    const office = draft({ to: to('anna@gmail.com'), body: CPR_BODY });
    expect((await send()).errorMessageMarkdown).toMatch(/^\*\*.*\.\*\* /);
    office.world.mailbox = '1.14';
    expect((await send()).errorMessageMarkdown).toBeUndefined();
  });

  it('of a mail to more people than can be asked about is stopped if it holds personal data', async () => {
    const many = Array.from({ length: 501 }, (_, at) => `colleague${at}@phv.example`);
    draft({ to: to(...many), body: CPR_BODY });
    expect((await send()).allowEvent).toBe(false);
  });

  it('is answered within 300 ms with twenty recipients', async () => {
    const twenty = Array.from({ length: 20 }, (_, at) => `borger${at}@tunnel.example`);
    const office = draft({ to: to(...twenty), body: CPR_BODY });
    office.world.latencyMs = 5;
    const started = performance.now();
    await send();
    expect(performance.now() - started).toBeLessThan(300);
    expect(office.load.most).toBeLessThanOrEqual(3);
  });
});
