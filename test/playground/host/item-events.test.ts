import { itemEvents, themeData } from '../../../src/playground/host/item-events.ts';
import { emptyDraft } from '../../../src/playground/model/mail-store.ts';
import type { PlaygroundDraft } from '../../../src/playground/model/types.ts';

const BEFORE: PlaygroundDraft = {
  ...emptyDraft('draft-1', { address: 'mette.holm@phv.example', name: 'Mette Holm' }),
  attachments: [{ id: 'f1', name: 'a.txt', size: 1, isInline: false, type: 'file', contentBase64: 'QQ==' }],
};
const IDA = { address: 'ida.krogh@stud.phv.example', name: 'Ida', type: 'user', isResolved: true } as const;
const names = (change: Partial<PlaygroundDraft>): readonly string[] =>
  itemEvents(BEFORE, { ...BEFORE, ...change }).map(({ launch }) => launch.name);

describe('What add-ins are told of a changed draft', () => {
  test('a subject, a body, a header: nothing', () => {
    expect(names({ subject: 'x', bodyHtml: 'y', internetHeaders: { 'x-a': '1' } })).toEqual([]);
  });

  test('a resolved recipient is told, text that is not resolved is not', () => {
    expect(names({ to: [IDA] })).toEqual(['OnMessageRecipientsChanged']);
    expect(names({ to: [{ ...IDA, isResolved: false }] })).toEqual([]);
  });

  test('several lines at once are one event', () => {
    const [event, ...more] = itemEvents(BEFORE, { ...BEFORE, to: [IDA], bcc: [IDA] });
    expect(more).toEqual([]);
    expect(event?.launch.payload).toEqual({ changedRecipientFields: { to: true, cc: false, bcc: true } });
  });

  test('another sender is told to event handlers only: panes have no such event', () => {
    const [event] = itemEvents(BEFORE, { ...BEFORE, from: { address: 'hr@phv.example', name: 'HR' } });
    expect(event).toEqual({ launch: { name: 'OnMessageFromChanged', payload: {} } });
  });

  test('an exchanged attachment is one removed and one added', () => {
    const [file] = BEFORE.attachments;
    const events = itemEvents(BEFORE, {
      ...BEFORE,
      attachments: file === undefined ? [] : [{ ...file, id: 'f2' }],
    });
    expect(events.map(({ launch }) => launch.payload)).toMatchObject([
      { attachmentStatus: 'removed', attachmentDetails: { id: 'f1', attachmentType: 'file' } },
      { attachmentStatus: 'added', attachmentDetails: { id: 'f2', attachmentType: 'file' } },
    ]);
    expect(JSON.parse(String((events[0]?.pane?.data as string[])[0]))).toMatchObject({
      attachmentDetails: { attachmentType: 0 },
    });
  });

  test('theme colours travel as integers', () => {
    const theme = {
      bodyBackgroundColor: '#0a0b0c',
      bodyForegroundColor: '#ffffff',
      controlBackgroundColor: '#000000',
      controlForegroundColor: '#000001',
    };
    expect(JSON.parse(themeData(theme)[0] ?? '')).toEqual({
      bodyBackgroundColor: 0x0a0b0c,
      bodyForegroundColor: 0xffffff,
      controlBackgroundColor: 0,
      controlForegroundColor: 1,
    });
  });
});
