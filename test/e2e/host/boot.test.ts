import { openRoom } from './bench.ts';
import type { BenchRoom, OpenBench } from './bench.ts';

jest.setTimeout(90_000);

let room: BenchRoom;
let bench: OpenBench;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());
afterEach(async () => {
  expect(await bench.troubles()).toEqual([]);
  await bench.close();
});

describe('A foreign add-in in the playground', () => {
  test('the unmodified office.js gets ready as Outlook on the web', async () => {
    bench = await room.open({ locale: 'da-DK' });
    await bench.inHost((it) => it.mountPane());
    const pane = await bench.pane();
    expect(await pane.evaluate('window.info')).toEqual({ host: 'Outlook', platform: 'OfficeOnline' });
    expect(await pane.evaluate('Office.context.displayLanguage')).toBe('da-DK');
    expect(await pane.evaluate('Office.context.mailbox.userProfile.emailAddress')).toBe(
      'mette.holm@phv.example',
    );
    expect(await pane.evaluate("Office.context.requirements.isSetSupported('Mailbox', '1.16')")).toBe(true);
  });
});
