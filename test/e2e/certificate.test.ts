import { textsFor } from '../../src/domain/text/language.ts';
import type { ClientProfileId } from '../../src/playground/model/types.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { useDesk } from './support/desk.ts';
import { until } from './support/until.ts';

const ANNA = 'anna.lund@kystens-revision.example';
const { pane: texts } = wordingFor('en');

describe('A mail to somebody with a certificate', () => {
  const desk = useDesk();

  const profiles: readonly ClientProfileId[] = ['web', 'newWindows', 'classic', 'mac'];
  test.each(profiles)(
    'in Outlook “%s”: Send asks for the functional mailbox; Continue and Send, and the header names it',
    async (profile) => {
      const mail = await desk.openScene('certificate-with-cpr', { profile });
      await mail.pressSend();
      const message = await mail.smartAlertMessage();
      expect(message).toContain(`The mail must be sent encrypted to ${ANNA}.`);
      expect(message).toContain(textsFor('en').alert.chooseMailbox);
      await mail.choose('takeAction');
      const pane = mail.pane();
      await pane.says(texts.headline.chooseMailbox);
      const card = pane.card(texts.mailbox.title);
      expect(await card.innerText()).toContain('sikkerpost@phv.example');
      await card.getByRole('button', { name: texts.mailbox.go }).click();
      await pane.says(texts.headline.allSecure);
      await mail.pressSend();
      const sent = await mail.sent();
      expect(sent.mark).toBe('certificate from sikkerpost@phv.example');
      expect(sent.people).toContain(ANNA);
      expect(sent.body).toContain('251248-9996');
    },
  );

  test('Cancel leaves the draft as it was', async () => {
    const mail = await desk.openScene('certificate-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.chooseMailbox);
    const before = { to: await mail.recipients(), body: await mail.body() };
    const card = pane.card(texts.mailbox.title);
    await card.getByRole('button', { name: texts.mailbox.cancel }).click();
    await card.getByText(texts.mailbox.cancelled).waitFor();
    expect({ to: await mail.recipients(), body: await mail.body() }).toEqual(before);
    expect(await mail.isSent()).toBe(false);
    await card.getByRole('button', { name: texts.mailbox.chooseAgain }).click();
    await card.getByRole('button', { name: texts.mailbox.go }).waitFor();
    await mail.pressSend();
    expect(await mail.smartAlertMessage()).toContain(textsFor('en').alert.chooseMailbox);
  });

  test('the department that was chosen is offered first in the next draft', async () => {
    const mail = await desk.openScene('certificate-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.chooseMailbox);
    await pane.card(texts.mailbox.title).getByRole('combobox', { name: texts.mailbox.label }).click();
    const options = pane.frame.getByRole('option');
    expect(await options.count()).toBe(3);
    expect(await options.first().innerText()).toContain('sikkerpost@phv.example');
    await options.filter({ hasText: 'studieservice@phv.example' }).click();
    await pane.press(texts.mailbox.go);
    await pane.says(texts.headline.allSecure);
    await pane.frame.getByText(texts.mailbox.replies.slice(0, 8)).first().waitFor();
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('certificate from studieservice@phv.example');

    await mail.newMail();
    await mail.addRecipient(ANNA);
    await mail.openPane();
    await pane.says(texts.headline.ordinary);
    await pane.secureMode().click();
    await pane.says(texts.headline.chooseMailbox);
    expect(await pane.card(texts.mailbox.title).innerText()).toContain('studieservice@phv.example');
  });

  test('whoever writes from a functional mailbox already is not asked', async () => {
    const mail = await desk.openScene('functional-mailbox-sender');
    await mail.pressSend();
    const sent = await mail.sent();
    expect(sent.mark).toBe('certificate from studieservice@phv.example');
    expect(sent.people).toContain('studieservice@phv.example');
    expect((await mail.everShown()).dialogs).toEqual([]);
  });

  test('choosing the functional mailbox as From instead answers the question as well', async () => {
    const mail = await desk.openScene('certificate-with-cpr', { pane: 'open' });
    await mail.pane().says(texts.headline.chooseMailbox);
    await mail.chooseFrom('hr@phv.example');
    await mail.pane().says(texts.headline.allSecure);
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('certificate from hr@phv.example');
  });

  test('someone at gmail who has a certificate may get personal data, encrypted', async () => {
    const mail = await desk.openScene('certificate-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.chooseMailbox);
    await mail.removeRecipient('Anna Lund');
    await mail.addRecipient('hanne.vinther@gmail.com');
    await until(async () => {
      expect(await pane.row('hanne.vinther@gmail.com').innerText()).toMatch(/Encrypted[\s\S]*Yes/);
    });
    await pane.press(texts.mailbox.go);
    await pane.says(texts.headline.allSecure);
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('certificate from sikkerpost@phv.example');
  });
});
