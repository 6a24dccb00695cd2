import { readAttachmentContent } from '../../src/outlook/attachment-content.ts';
import { createCaller } from '../../src/outlook/call.ts';
import { officeItem } from '../../src/outlook/mailbox-client.ts';
import type { AttachmentContent } from '../../src/outlook/ports.ts';
import { installOffice } from '../support/office.ts';
import type { Fault } from '../support/office.ts';

function content(format: string, text: string, fault?: Fault): Promise<AttachmentContent> {
  const attachment = { id: 'f1', name: 'a', size: 1, isInline: false, content: { format, content: text } };
  const office = installOffice({ attachments: [attachment] });
  if (fault !== undefined) office.faults.set('getAttachmentContentAsync', fault);
  const item = officeItem();
  if (item === undefined) throw new Error('The stand-in has an item.');
  return readAttachmentContent(item, 'f1', createCaller(100));
}

describe('the content of an attachment', () => {
  it.each([
    ['base64', 'SGVq', { kind: 'base64', content: 'SGVq' }],
    ['eml', 'Subject: Hej\r\n\r\nHej', { kind: 'text', content: 'Subject: Hej\r\n\r\nHej' }],
    ['iCalendar', 'BEGIN:VCALENDAR', { kind: 'text', content: 'BEGIN:VCALENDAR' }],
    // As some clients do, whatever they say of it.
    ['eml', 'U3ViamVjdDog\r\nSGVq', { kind: 'base64', content: 'U3ViamVjdDog\r\nSGVq' }],
    ['url', 'https://cloud.example/a', { kind: 'link' }],
  ])('that comes as %s is told as what it is', async (format, text, told) => {
    expect(await content(format, text)).toEqual(told);
  });

  it('in a form that nobody has described is refused', async () => {
    await expect(content('hologram', 'x')).rejects.toMatchObject({ code: 'outlook.failed' });
  });

  it.each([
    ['hangs', 'outlook.timeout'],
    ['fails', 'outlook.failed'],
    ['throws', 'outlook.failed'],
    ['is missing', 'outlook.unsupported'],
  ] as const)('is given up when reading it %s (#5845)', async (fault, code) => {
    await expect(content('base64', 'SGVq', fault)).rejects.toMatchObject({ code });
  });
});
