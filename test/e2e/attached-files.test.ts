import { textsFor } from '../../src/domain/text/language.ts';
import { TEST_IDS } from '../../src/playground/ui/test-ids.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { aPdf, words } from '../support/files/pdf.ts';
import { aDocument, paragraph } from '../support/files/office.ts';
import { aZip } from '../support/files/zip.ts';
import { useDesk } from './support/desk.ts';

const desk = useDesk();
const { headline } = wordingFor('en').pane;
const { alert, findingType, place } = textsFor('en');
const WITH_CPR = aDocument(paragraph('CPR 2512', '48-99', '96'));
const CLEAN = aZip([
  { name: 'steder.csv', content: 'Sted;Plads\r\nKlinikken ved Fjorden;2\r\n' },
  { name: 'plan.pdf', content: aPdf([words('Plan for fredag')]) },
]);

describe('an attached file', () => {
  test('is read beside the pane, and what is in it stops a mail that may not carry it, pane open or not', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    await mail.addRecipient('anna.skov@gmail.com');
    await mail.attach('optagelse.docx', WITH_CPR);
    await mail.pane().says(headline.stopped);
    expect(mail.page.workers()).toHaveLength(1);
    await mail.closePane();
    await mail.pressSend();
    const found = alert.foundInside(findingType.dk_cpr, place.inside('optagelse.docx'));
    expect((await mail.smartAlertMessage()).toLowerCase()).toContain(found.toLowerCase());
  });

  test('in which nothing is found is not asked about, whatever it is packed in', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    await mail.addRecipient('anna.skov@gmail.com');
    await mail.attach('alt.zip', CLEAN);
    await mail.pane().says(headline.ordinary);
    await mail.pressSend();
    await mail.sent();
  });

  test('that is exchanged after the pane has closed counts as not looked through', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    await mail.addRecipient('anna.skov@gmail.com');
    await mail.attach('alt.zip', CLEAN);
    await mail.pane().says(headline.ordinary);
    await mail.closePane();
    await mail.attach('nyt.docx', WITH_CPR);
    await mail.pressSend();
    expect(await mail.smartAlertMessage()).toContain(alert.unreadableConfirm(1));
  });

  test('leaves with the mode alone, however long Outlook asks beside the open pane', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    await mail.addRecipient('anna.skov@gmail.com');
    await mail.attach('journal.zip', aZip([{ name: 'a.txt', content: 'x', flags: 1 }]));
    await mail.pane().says(headline.decide);
    await mail.pressSend();
    await mail.smartAlert().waitFor();
    // The pane looks at the draft every 1.2 s.
    await mail.page.waitForTimeout(4000);
    await mail.choose('sendAnyway');
    expect((await mail.sent()).mark).toBe('ordinary');
    const header = await mail.page.getByTestId(TEST_IDS.sentHeader).innerText();
    expect(header).toContain('ordinary; off');
    expect(header).not.toContain('files=');
  });

  test('that is clean leaves with the mode alone when nothing is asked', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    await mail.addRecipient('anna.skov@gmail.com');
    await mail.attach('alt.zip', CLEAN);
    await mail.pane().says(headline.ordinary);
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('ordinary');
    expect(await mail.page.getByTestId(TEST_IDS.sentHeader).innerText()).not.toContain('files=');
  });

  test('with a password is asked about', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    await mail.addRecipient('anna.skov@gmail.com');
    await mail.attach('journal.zip', aZip([{ name: 'a.txt', content: 'x', flags: 1 }]));
    await mail.pane().says(headline.decide);
    await mail.pressSend();
    expect(await mail.smartAlertMessage()).toContain(alert.unreadableConfirm(1));
  });
});
