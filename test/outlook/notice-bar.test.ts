import { composeItem } from '../../src/outlook/compose-item.ts';
import { officeItem } from '../../src/outlook/mailbox-client.ts';
import { cutAtWord } from '../../src/outlook/notice-bar.ts';
import type { ComposeItem, Notice } from '../../src/outlook/ports.ts';
import { installOffice } from '../support/office.ts';
import type { FakeOffice } from '../support/office.ts';

function open(): { office: FakeOffice; item: ComposeItem } {
  const office = installOffice();
  const item = officeItem();
  if (item === undefined) throw new Error('The stand-in has an item.');
  return { office, item: composeItem(item, 30) };
}

const NOTICE: Notice = { kind: 'information', text: 'Secure mail is on.', openPaneLabel: 'Show' };

describe('the notice', () => {
  it('has a button that opens the pane', async () => {
    const { item, office } = open();
    await item.showNotice(NOTICE);
    expect(office.mail.notices).toEqual({
      'secure-send': {
        type: 'insightMessage',
        message: 'Secure mail is on.',
        icon: 'Icon.16',
        actions: [
          { actionType: 'showTaskPane', actionText: 'Show', commandId: 'SecureSendPane', contextData: '' },
        ],
      },
    });
  });

  it('is one: the next takes the place of the last', async () => {
    const { item, office } = open();
    await Promise.all([item.showNotice(NOTICE), item.showNotice({ ...NOTICE, text: 'Second' })]);
    expect(Object.values(office.mail.notices).map(({ message }) => message)).toEqual(['Second']);
  });

  it('keeps its button when pane and event runtime show it at the same moment', async () => {
    const { item, office } = open();
    const again = officeItem();
    if (again === undefined) throw new Error('The stand-in has an item.');
    const other = composeItem(again, 30);
    await Promise.all([item.showNotice(NOTICE), other.showNotice(NOTICE)]);
    expect(Object.values(office.mail.notices).map(({ type }) => type)).toEqual(['insightMessage']);
  });

  it.each([
    ['information', { type: 'informationalMessage', message: 'Text', icon: 'Icon.16', persistent: true }],
    ['error', { type: 'errorMessage', message: 'Text' }],
  ] as const)('without the button is plain (%s)', async (kind, expected) => {
    const { item, office } = open();
    await item.showNotice({ kind, text: 'Text' });
    expect(office.mail.notices['secure-send']).toEqual(expected);
  });

  it('is plain before Mailbox 1.10', async () => {
    const { item, office } = open();
    office.world.mailbox = '1.9';
    await item.showNotice(NOTICE);
    expect(office.mail.notices['secure-send']?.type).toBe('informationalMessage');
  });

  it('rejects when Outlook takes none at all', async () => {
    const { item, office } = open();
    office.faults.set('notificationMessages.addAsync', 'fails');
    await expect(item.showNotice(NOTICE)).rejects.toMatchObject({ code: 'outlook.failed' });
  });

  it('goes away, and need not be there to go', async () => {
    const { item, office } = open();
    await item.showNotice(NOTICE);
    office.mail.notices['of-another-add-in'] = { type: 'errorMessage', message: 'Other' };
    await item.clearNotice();
    await item.clearNotice();
    expect(Object.keys(office.mail.notices)).toEqual(['of-another-add-in']);
  });

  it('is at most 150 characters', async () => {
    const { item, office } = open();
    await item.showNotice({ ...NOTICE, text: 'word '.repeat(40) });
    expect(office.mail.notices['secure-send']?.message).toMatch(/^(?:word )+word…$/);
    expect(office.mail.notices['secure-send']?.message.length).toBeLessThanOrEqual(150);
  });
});

describe('a text that is too long', () => {
  it.each([
    ['one two', 7, 'one two'],
    ['one two', 6, 'one…'],
    ['one two', 4, 'one…'],
    ['one, two', 6, 'one…'],
    ['abcdefgh', 5, 'abcd…'],
  ])('%j is cut to %i as %j', (text, longest, expected) => {
    expect(cutAtWord(text, longest)).toBe(expected);
  });
});
