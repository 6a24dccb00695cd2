import { textsFor } from '../../src/domain/text/language.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { useDesk } from './support/desk.ts';
import { until } from './support/until.ts';

const { pane: texts, shared } = wordingFor('en');
const { notice: bar, alert } = textsFor('en');
const LAWYER = 'kontakt@advokat-nordhavn.example';

const desk = useDesk();

describe('Secure mail', () => {
  test('is switched on with one click; word, switch and notification bar say so, now and when the draft is opened again', async () => {
    const mail = await desk.openScene('tunnel-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await mail.writeBody('Hej. Vi ses på torsdag.');
    await pane.says(texts.headline.ordinary);
    expect(await pane.secureModeWord()).toBe(texts.secureMode.off);
    await pane.secureMode().click();
    await pane.says(texts.headline.allSecure);
    expect(await pane.secureModeWord()).toBe(texts.secureMode.on);
    expect(await pane.secureMode().isChecked()).toBe(true);
    await until(async () => {
      expect(await mail.notices().innerText()).toContain(bar.allSecure);
    });

    await mail.closePane();
    expect(await mail.notices().innerText()).toContain(bar.allSecure);
    await mail.openPane();
    await pane.says(texts.headline.allSecure);
    expect(await pane.secureModeWord()).toBe(texts.secureMode.on);

    await mail.reopenDraft('Optagelse pr. 1. februar');
    await until(async () => {
      expect(await mail.notices().innerText()).toContain(bar.allSecure);
    });
    await mail.openPane();
    await pane.says(texts.headline.allSecure);
    expect(await pane.secureMode().isChecked()).toBe(true);
  });

  test('without personal data can be switched off again, and the mail goes as usual', async () => {
    const mail = await desk.openScene('secure-mode-on', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.chooseMailbox);
    await pane.secureMode().click();
    await pane.says(texts.headline.ordinary);
    await until(async () => {
      expect(await mail.notices().count()).toBe(0);
    });
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('ordinary');
    expect((await mail.everShown()).dialogs).toEqual([]);
  });

  test('switches itself on for personal data and cannot be switched off while it is there', async () => {
    const mail = await desk.openScene('tunnel-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.allSecure);
    expect(await pane.secureModeWord()).toBe(texts.secureMode.on);
    expect(await pane.secureMode().getAttribute('aria-disabled')).toBe('true');
    await pane.frame.getByText(texts.secureMode.byItself).waitFor();
  });

  test('names who cannot receive securely and why, and sends to them only after one question', async () => {
    const mail = await desk.openScene('secure-mode-on');
    await mail.chooseFrom('sikkerpost@phv.example');
    await mail.addRecipient('kontor@gammelmail.example', 'cc');
    await mail.pressSend();
    const message = await mail.smartAlertMessage();
    expect(message).toContain(alert.notSecure('kontor@gammelmail.example'));
    await mail.choose('takeAction');
    const pane = mail.pane();
    await pane.says(texts.headline.decide);
    const card = pane.card(texts.card.notSecure);
    expect(await card.innerText()).toContain(shared.reason['no-starttls']);
    await card.getByRole('button', { name: texts.card.sendOrdinary }).click();
    await pane.says(texts.headline.asDecided);
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('mixed from sikkerpost@phv.example');
  });
});

describe('Personal data by TLS', () => {
  test('brings up the considerations once, in Outlook’s own dialog, and Send Anyway sends it as TLS', async () => {
    const mail = await desk.openScene('tls-with-cpr');
    await mail.pressSend();
    const message = await mail.smartAlertMessage();
    expect(message).toContain(LAWYER);
    expect(message).toContain(textsFor('en').consideration['legal-basis']);
    expect(message).toContain(textsFor('en').consideration['processing-agreement']);
    expect(await mail.smartAlertButtons()).toContain('Send Anyway');
    await mail.choose('sendAnyway');
    expect((await mail.sent()).mark).toBe('tls');
  });

  test('can be decided in the pane beforehand, and Send then asks nothing', async () => {
    const mail = await desk.openScene('tls-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.decide);
    await pane.press(texts.card.considered);
    await pane.says(texts.headline.asDecided);
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('tls');
    expect((await mail.everShown()).dialogs).toEqual([]);
  });

  test('after Don’t Send nothing is decided: the next Send asks again', async () => {
    const mail = await desk.openScene('tls-with-cpr');
    await mail.pressSend();
    await mail.choose('dontSend');
    expect(await mail.isSent()).toBe(false);
    await mail.pressSend();
    expect(await mail.smartAlertMessage()).toContain(LAWYER);
    await mail.choose('takeAction');
    await mail.pane().says(texts.headline.decide);
  });

  test('that the sender declares counts although nothing was found', async () => {
    const mail = await desk.openScene('gmail-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await mail.writeBody('Hej. Hun er flyttet til den nye adresse.');
    await pane.says(texts.headline.ordinary);
    await pane.frame.getByRole('switch', { name: texts.findings.declare }).click();
    await pane.says(texts.headline.stopped);
    await mail.pressSend();
    expect(await mail.smartAlertMessage()).toContain(alert.declaredMustNotGo('anna.skov@gmail.com'));
  });

  test('in a file that was not read is asked about when somebody may not get it', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    await mail.addRecipient('anna.skov@gmail.com');
    await mail.attach('referat.pdf');
    const pane = mail.pane();
    await pane.says(texts.headline.decide);
    await mail.pressSend();
    expect(await mail.smartAlertMessage()).toContain(alert.unreadableConfirm(1));
    await mail.choose('dontSend');
    await pane.press(texts.card.hasPersonalData);
    await pane.says(texts.headline.stopped);
  });
});
