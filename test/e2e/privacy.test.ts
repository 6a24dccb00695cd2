import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { paneDocument } from './support/accessibility.ts';
import { useDesk } from './support/desk.ts';
import { secretIn } from './support/secrets.ts';
import { until } from './support/until.ts';

const { pane: texts } = wordingFor('en');
const { card, headline, override } = texts;

/** Every desk asserts after each test that nothing of a mail was in a request, on the console or in the service's log. */
describe('Nothing of a mail leaves the machine', () => {
  const desk = useDesk();

  test('whatever the sender does with numbers in subject, body, Word file and list: Send, block, false alarm, declare', async () => {
    const mail = await desk.openScene('attachment', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(headline.stopped);
    await mail.writeSubject('Om CPR 251248-9996');
    await mail.writeBody('Nancy Ann Berggren, CPR 251248-9996. Stolene har 010180-1234 på mærket.');
    await until(async () => {
      expect(await pane.frame.getByRole('button', { name: /^Found in the mail \(5\)/ }).count()).toBe(1);
    });
    await mail.pressSend();
    await mail.choose('takeAction');
    await pane.press(card.showFinding);

    // To colleagues everything may go, and the sender's word counts.
    await mail.removeRecipient('Anna Skov');
    await mail.addRecipient('kontakt@advokat-nordhavn.example');
    await pane.says(headline.decide);
    await pane.frame.getByRole('button', { name: override.open }).first().click();
    await pane.frame
      .getByRole('group', { name: override.question })
      .getByRole('button', { name: override.reason['made-up'] })
      .click();
    await pane.press(card.considered);
    await pane.says(headline.asDecided);
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('tls');
  });

  test('also with a declaration, sensitive words and a file that cannot be read', async () => {
    const mail = await desk.openScene('sensitive-words', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(headline.decide);
    await pane.press(card.hasPersonalData);
    await pane.says(headline.stopped);
    await mail.pressSend();
    await mail.choose('dontSend');
  });

  test('and the recorder would see it', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    const { troubles } = desk;
    troubles().expect(/was sent to .*\/api\/v1\/nowhere|on the console: |Failed to load resource/);
    const frame = await paneDocument(mail.page);
    await frame.evaluate(async () => {
      console.log('CPR 251248-9996');
      await fetch('/api/v1/nowhere', { method: 'POST', body: JSON.stringify({ text: 'Berggren' }) });
    });
    const all = troubles().seen();
    expect(all.filter((trouble) => trouble.includes('/api/v1/nowhere'))).not.toEqual([]);
    expect(all.filter((trouble) => trouble.startsWith('on the console'))).not.toEqual([]);
    expect(secretIn('{"v":"\\u0032512489996"}')).toBe('251248');
    expect(secretIn('/search?q=M%C3%B8de%20om%20praktik')).toBe('Møde om praktik');
    expect(secretIn('{"recipients":["anna.skov@gmail.com"]}')).toBeUndefined();
  });
});
