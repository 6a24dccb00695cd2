import { act, screen, waitFor } from '@testing-library/react';
import type { FileResult } from '../../src/domain/attachment.ts';
import { attachmentKey } from '../../src/domain/draft.ts';
import { aFinding } from '../support/builders.ts';
import { renderPane } from './render-pane.tsx';
import { SCENES } from './scenes.ts';

const FILE = { id: 'AAMk1', name: 'elever.csv', size: 120, isInline: false };
const KEY = attachmentKey(FILE);
const FOUND: FileResult = {
  findings: [{ ...aFinding({ part: 'attachment:elever.csv' }), place: [], before: '', after: '' }],
  unread: [],
};

async function paneWith(result: FileResult) {
  const pane = await renderPane(SCENES['all internal'], { readFile: () => Promise.resolve(result) });
  pane.item.putContent('AAMk1', { kind: 'base64', content: 'SGVq' });
  act(() => pane.item.change({ attachments: [FILE] }));
  return pane;
}

it('what the pane saw in a file stands in the draft for the check at Send', async () => {
  const { item } = await paneWith(FOUND);
  const findings = [{ type: 'dk_cpr', confidence: 'high', part: 'attachment', count: 1 }];
  await waitFor(() => expect(item.files()).toEqual([{ key: KEY, findings }]));
});

it('it says so of a file that could not be read', async () => {
  const { item } = await paneWith({ findings: [], unread: [{ place: [], reason: 'encrypted' }] });
  await waitFor(() => expect(item.files()).toEqual([{ key: KEY, findings: [], unread: 'encrypted' }]));
});

it('it is not written into a mail that leaves, but again when the sender goes on with the draft', async () => {
  const { item, user } = await paneWith({ findings: [], unread: [] });
  await waitFor(() => expect(item.files()).toHaveLength(1));
  item.beginLeaving();
  const write = jest.spyOn(item, 'writeFiles');
  const polls = jest.spyOn(item, 'readState');
  await waitFor(() => expect(polls.mock.calls.length).toBeGreaterThan(3));
  expect(write).not.toHaveBeenCalled();
  await user.click(screen.getByRole('switch', { name: 'Sikker mail' }));
  await waitFor(() => expect(item.files()).toHaveLength(1));
}, 60_000);

it('it is written again where something has taken it out of the draft, and goes with the file', async () => {
  const { item } = await paneWith({ findings: [], unread: [] });
  await waitFor(() => expect(item.files()).toHaveLength(1));
  item.loseFiles();
  await waitFor(() => expect(item.files()).toHaveLength(1), { timeout: 20_000 });
  act(() => item.change({ attachments: [] }));
  await waitFor(() => expect(item.files()).toEqual([]));
}, 60_000);
