import { composeItem } from '../../src/outlook/compose-item.ts';
import { officeItem } from '../../src/outlook/mailbox-client.ts';
import type { ComposeItem } from '../../src/outlook/ports.ts';
import { installOffice } from '../support/office.ts';
import type { FakeMail, FakeOffice } from '../support/office.ts';

function open(change: Partial<FakeMail> = {}): { office: FakeOffice; item: ComposeItem } {
  const office = installOffice(change);
  const item = officeItem();
  if (item === undefined) throw new Error('The stand-in has an item.');
  return { office, item: composeItem(item, 150) };
}

const people = (count: number): FakeMail['to'] =>
  Array.from({ length: count }, (_, at) => ({
    emailAddress: `person${at}@tls.example`,
    displayName: `P ${at}`,
  }));

describe('the draft, as it is read', () => {
  it('has the recipients of all three fields, in their order', async () => {
    const { item } = open({
      to: [{ emailAddress: 'a@phv.example', displayName: 'A', recipientType: 'user' }],
      cc: [{ emailAddress: 'liste@phv.example', displayName: 'Liste', recipientType: 'distributionList' }],
      bcc: [{ emailAddress: '', displayName: 'Mine kontakter', recipientType: 'other' }],
    });
    await expect(item.readRecipients()).resolves.toEqual({
      recipients: [
        { field: 'to', address: 'a@phv.example', displayName: 'A', isDistributionList: false },
        { field: 'cc', address: 'liste@phv.example', displayName: 'Liste', isDistributionList: true },
        { field: 'bcc', address: '', displayName: 'Mine kontakter', isDistributionList: false },
      ],
      isTruncated: false,
    });
  });

  it.each([
    [499, false],
    [500, true],
    [501, false],
    [999, false],
    [1000, true],
  ])('with %i recipients in one field may have more: %s', async (count, isTruncated) => {
    await expect(open({ bcc: people(count) }).item.readRecipients()).resolves.toMatchObject({ isTruncated });
  });

  it('is complete', async () => {
    const file = { id: 'f1', name: 'brev.pdf', size: 12, isInline: false };
    const { item, office } = open({ subject: 'Emne', body: '<b>Hej</b>', attachments: [file] });
    await expect(item.readDraft()).resolves.toMatchObject({
      sender: 'mette.holm@phv.example',
      subject: 'Emne',
      bodyHtml: '<b>Hej</b>',
      attachments: [file],
    });
    expect(office.load.most).toBe(3);
  });

  it('rejects when a part of it cannot be read', async () => {
    const { item, office } = open();
    office.faults.set('body.getAsync', 'hangs');
    await expect(item.readDraft()).rejects.toMatchObject({ code: 'outlook.timeout' });
  });

  it('is from the mailbox chosen in From', async () => {
    const from = { emailAddress: 'hr@phv.example', displayName: 'HR' };
    await expect(open({ from }).item.readSender()).resolves.toBe('hr@phv.example');
  });

  it.each(['hangs', 'fails', 'throws', 'is missing', 'answers nonsense'] as const)(
    'is from the user’s own address when reading From %s',
    async (fault) => {
      const { item, office } = open({ from: { emailAddress: 'hr@phv.example', displayName: 'HR' } });
      office.faults.set('from.getAsync', fault);
      await expect(item.readSender()).resolves.toBe('mette.holm@phv.example');
    },
  );

  it('has no attachments to tell of in an Outlook that cannot list them', async () => {
    const { item, office } = open();
    office.world.mailbox = '1.7';
    await expect(item.readAttachments()).rejects.toMatchObject({ code: 'outlook.unsupported' });
  });
});

describe('the sender’s choices', () => {
  const choices = { secureMode: true, mailbox: 'hr@phv.example' };

  it('are undefined before they are made, and then what was written', async () => {
    const { item, office } = open();
    await expect(item.readChoices()).resolves.toBeUndefined();
    await item.writeChoices(choices);
    await expect(item.readChoices()).resolves.toEqual(choices);
    expect(Object.keys(office.mail.headers)).toEqual(['x-secure-send']);
  });

  it('are not taken as written when Outlook did not keep them', async () => {
    const { item, office } = open();
    office.world.ignoresHeaders = true;
    await expect(item.writeChoices(choices)).rejects.toMatchObject({ code: 'outlook.failed' });
  });

  it('are not taken as written when they cannot be read back', async () => {
    const { item, office } = open();
    office.faults.set('internetHeaders.getAsync', 'hangs');
    await expect(item.writeChoices(choices)).rejects.toMatchObject({ code: 'outlook.timeout' });
  });

  it('written twice in a row end as the last, and both are verified', async () => {
    const { item } = open();
    await Promise.all([item.writeChoices({ secureMode: true }), item.writeChoices({ secureMode: false })]);
    await expect(item.readChoices()).resolves.toEqual({ secureMode: false });
  });

  it('make room for the header of a mail that leaves', async () => {
    const { item, office } = open();
    await item.writeChoices(choices);
    await item.writeSentHeader('certificate; mailbox=hr@phv.example');
    expect(office.mail.headers).toEqual({ 'x-secure-send': 'certificate; mailbox=hr@phv.example' });
  });

  it('are unsupported before Mailbox 1.8', async () => {
    const { item, office } = open();
    office.world.mailbox = '1.7';
    await expect(item.readChoices()).rejects.toMatchObject({ code: 'outlook.unsupported' });
  });
});

describe('changing recipients', () => {
  const anna = {
    field: 'to',
    address: 'anna@gmail.com',
    displayName: '',
    isDistributionList: false,
  } as const;

  it('takes one out, whatever its case, and leaves the others and the other fields', async () => {
    const { item, office } = open({
      to: [{ emailAddress: 'Anna@Gmail.com', displayName: 'Anna' }, ...people(2)],
      cc: [{ emailAddress: 'anna@gmail.com', displayName: 'Anna' }],
    });
    await item.removeRecipient(anna);
    expect(office.mail.to.map(({ emailAddress }) => emailAddress)).toEqual(
      people(2).map((one) => one.emailAddress),
    );
    expect(office.mail.cc).toHaveLength(1);
  });

  it('leaves a draft alone that does not have the one', async () => {
    const { item, office } = open({ to: people(2) });
    await item.removeRecipient(anna);
    expect(office.calls).toEqual(['to.getAsync']);
  });

  it.each([
    [100, 1],
    [101, 2],
    [250, 3],
  ])('writes %i others in %i calls, since Office takes 100 at a time', async (count, calls) => {
    const { item, office } = open({
      to: [{ emailAddress: 'anna@gmail.com', displayName: '' }, ...people(count)],
    });
    await item.removeRecipient(anna);
    expect(office.mail.to).toHaveLength(count);
    expect(office.calls.filter((name) => name !== 'to.getAsync')).toHaveLength(calls);
  });

  it('refuses where a contact list would be lost', async () => {
    const { item, office } = open({
      to: [
        { emailAddress: 'anna@gmail.com', displayName: '' },
        { emailAddress: '', displayName: 'Mine kontakter' },
      ],
    });
    await expect(item.removeRecipient(anna)).rejects.toMatchObject({ code: 'outlook.unsupported' });
    expect(office.mail.to).toHaveLength(2);
  });

  it('refuses where recipients that Outlook did not show would be lost', async () => {
    const { item } = open({ to: [{ emailAddress: 'anna@gmail.com', displayName: '' }, ...people(499)] });
    await expect(item.removeRecipient(anna)).rejects.toMatchObject({ code: 'outlook.unsupported' });
  });

  it('takes a contact list out by its name', async () => {
    const { item, office } = open({
      to: [
        { emailAddress: '', displayName: 'Mine kontakter' },
        { emailAddress: 'a@phv.example', displayName: 'A' },
      ],
    });
    await item.removeRecipient({
      field: 'to',
      address: '',
      displayName: 'Mine kontakter',
      isDistributionList: false,
    });
    expect(office.mail.to).toEqual([{ emailAddress: 'a@phv.example', displayName: 'A' }]);
  });

  it('adds one', async () => {
    const { item, office } = open({ bcc: [] });
    await item.addRecipient('bcc', { address: 'ida.krogh@stud.phv.example', displayName: 'Ida Krogh' });
    expect(office.mail.bcc).toEqual([
      { emailAddress: 'ida.krogh@stud.phv.example', displayName: 'Ida Krogh' },
    ]);
  });
});

describe('what happens in the draft', () => {
  it('reaches every listener through one registration', async () => {
    const { item, office } = open();
    const heard: string[] = [];
    await Promise.all([
      item.onRecipientsChanged(() => heard.push('one')),
      item.onRecipientsChanged(() => heard.push('two')),
    ]);
    office.raise('olkRecipientsChanged');
    expect(heard).toEqual(['one', 'two']);
    expect(office.handlerCount('olkRecipientsChanged')).toBe(1);
  });

  it('still reaches the other listener when one has left, and nobody when both have', async () => {
    const { item, office } = open();
    const heard: string[] = [];
    const leave = await item.onAttachmentsChanged(() => heard.push('one'));
    const leaveToo = await item.onAttachmentsChanged(() => heard.push('two'));
    await leave();
    await leave();
    office.raise('olkAttachmentsChanged');
    expect(heard).toEqual(['two']);
    await leaveToo();
    expect(office.handlerCount('olkAttachmentsChanged')).toBe(0);
  });

  it('can be listened to again after Outlook refused', async () => {
    const { item, office } = open();
    office.faults.set('item.addHandlerAsync', 'fails');
    await expect(item.onRecipientsChanged(() => undefined)).rejects.toMatchObject({ code: 'outlook.failed' });
    office.faults.clear();
    await item.onRecipientsChanged(() => undefined);
    expect(office.handlerCount('olkRecipientsChanged')).toBe(1);
  });
});

describe('what pane and handler share in the header', () => {
  const files = [{ key: 'k1', findings: [] }];

  it('is choices and files, each written without losing the other', async () => {
    const { item, office } = open();
    await expect(item.readState()).resolves.toEqual({ files: [] });
    await item.writeFiles(files);
    // Nothing chosen yet is not "switched off".
    await expect(item.readChoices()).resolves.toBeUndefined();
    await item.writeChoices({ secureMode: true });
    await expect(item.readState()).resolves.toEqual({ choices: { secureMode: true }, files });
    await item.writeFiles([]);
    expect(office.mail.headers['x-secure-send']).toBe('draft; on');
  });

  it('written from two sides at once holds both', async () => {
    const { item } = open();
    await Promise.all([item.writeFiles(files), item.writeChoices({ secureMode: true })]);
    await expect(item.readState()).resolves.toEqual({ choices: { secureMode: true }, files });
  });

  it.each(['ordinary; off', 'tls; on; personal', 'certificate; on; mailbox=hr@phv.example'])(
    'is not touched by what the pane saw in files while the mail leaves: %s',
    async (value) => {
      const { item, office } = open({ headers: { 'x-secure-send': value } });
      await item.writeFiles(files);
      expect(office.mail.headers['x-secure-send']).toBe(value);
      expect(office.calls).not.toContain('internetHeaders.setAsync');
      await expect(item.readState()).resolves.toMatchObject({ isLeaving: true });
      await item.writeChoices({ secureMode: true });
      await item.writeFiles(files);
      expect(office.mail.headers['x-secure-send']).toBe('draft; on; files=k1:');
    },
  );

  it('that Outlook does not keep rejects', async () => {
    const { item, office } = open();
    office.world.ignoresHeaders = true;
    await expect(item.writeFiles(files)).rejects.toMatchObject({ code: 'outlook.failed' });
  });
});

it('the content of files is read one at a time, beside the other calls', async () => {
  const content = { content: 'SGVq', format: 'base64' };
  const attachments = ['a', 'b'].map((id) => ({ id, name: id, size: 1, isInline: false, content }));
  const { item, office } = open({ attachments });
  office.world.latencyMs = 10;
  const both = await Promise.all(['a', 'b'].map((id) => item.readAttachmentContent(id)));
  expect(both).toEqual([
    { kind: 'base64', content: 'SGVq' },
    { kind: 'base64', content: 'SGVq' },
  ]);
  expect(office.load.most).toBe(1);
});
