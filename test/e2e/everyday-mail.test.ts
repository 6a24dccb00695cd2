import { SCENES } from '../../src/playground/scenes.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { useDesk } from './support/desk.ts';
import { FAILING_SERVICE } from './support/troubles.ts';

const NOTHING = { notices: [], dialogs: [] };
const { pane: texts } = wordingFor('en');

describe('Mail on an ordinary day', () => {
  const desk = useDesk();

  test('to a colleague and a student just goes, and nothing nags', async () => {
    const mail = await desk.openScene('internal');
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('internal');
    expect(await mail.everShown()).toEqual(NOTHING);
  });

  test('with a CPR number to a student’s internal address just goes', async () => {
    const mail = await desk.openScene('gmail-with-cpr');
    await mail.removeRecipient('Anna Skov');
    await mail.addRecipient('ida.krogh@stud.phv.example');
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('internal');
    expect((await mail.everShown()).dialogs).toEqual([]);
    expect(await mail.notices().count()).toBe(0);
  });

  test('to gmail without personal data just goes, and nothing nags', async () => {
    const mail = await desk.openScene('empty');
    await mail.addRecipient('anna.skov@gmail.com');
    await mail.writeBody('Hej Anna. Vi ses på torsdag.');
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('ordinary');
    expect(await mail.everShown()).toEqual(NOTHING);
  });

  test('to an organisation on tunnel with a CPR number goes without a question, as tunnel mail', async () => {
    const mail = await desk.openScene('tunnel-with-cpr');
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('tunnel');
    expect((await mail.everShown()).dialogs).toEqual([]);
  });

  test('leaves with its subject, body, recipients on all lines and attachments as they were written', async () => {
    const mail = await desk.openScene('internal');
    await mail.addRecipient('hr@phv.example', 'cc');
    await mail.addRecipient('ida.krogh@stud.phv.example', 'bcc');
    await mail.pressSend();
    const sent = await mail.sent();
    expect(sent.subject).toBe('Møde om praktik');
    expect(sent.body).toContain('Kan vi mødes på torsdag kl. 10 om praktikken?');
    for (const address of ['jens.friis@phv.example', 'hr@phv.example', 'ida.krogh@stud.phv.example'])
      expect(sent.people).toContain(address);
  });

  test('the pane of an internal mail is nearly empty: a verdict, folded recipients, no cards', async () => {
    const mail = await desk.openScene('internal', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.allInternal);
    expect(await pane.cards().count()).toBe(0);
    expect(await pane.rows()).toEqual([]);
    expect(await pane.secureModeWord()).toBe(texts.secureMode.off);
  });

  test.each(SCENES.map(({ name }) => name))(
    'the scene “%s” opens by its address, without an error',
    async (name) => {
      const mail = await desk.openScene(name, { pane: 'open' });
      if (name.startsWith('service-')) desk.troubles().expect(FAILING_SERVICE);
      if (name === 'sent') {
        expect(await mail.page.getByRole('article').innerText()).toContain('x-secure-send');
        return;
      }
      await mail.pane().ready();
      expect(await mail.pane().verdict()).not.toBe('');
    },
  );
});
