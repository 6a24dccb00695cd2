import { X509Certificate } from 'node:crypto';
import { sampleAddress } from '../../src/playground/world/addresses.ts';
import { REVOCATION_LIST } from '../../src/playground/world/web-hosts.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { useDesk } from './support/desk.ts';
import type { TestPane } from './support/pane.ts';

const { pane: texts, shared } = wordingFor('en');
const { certificateUse: use } = texts.evidence;

describe('The search for certificates by hand (A6)', () => {
  const desk = useDesk();

  async function search(address: string, language: 'da' | 'en' = 'en'): Promise<TestPane> {
    const { certificates, view } = wordingFor(language).pane;
    const mail = await desk.openScene('empty', { pane: 'open', lang: language });
    const pane = mail.pane();
    await pane.press(certificates.link);
    await pane.frame.getByRole('textbox', { name: certificates.label }).fill(address);
    await pane.press(view.search);
    return pane;
  }

  test('tells what a certificate may be used for, that it is not revoked, who says so, and its key', async () => {
    const pane = await search(sampleAddress('certificate').address);
    await pane.frame.getByRole('heading', { name: texts.certificates.usable, exact: true }).waitFor();
    const shown = await pane.frame.getByRole('listitem').filter({ hasText: 'CN=Anna Lund' }).innerText();
    expect(shown).toContain(use.use.keyEncipherment);
    expect(shown).toMatch(/not revoked \(checked \d{1,2} \w+ \d{4}, \d{2}:\d{2}\)/);
    expect(shown).toContain(REVOCATION_LIST);
    expect(shown).toContain('RSA 2048');
  });

  test('hands out the very certificate as a file', async () => {
    const pane = await search(sampleAddress('certificate').address);
    const link = pane.frame.getByRole('link', { name: texts.certificates.download });
    const fingerprint = await pane.frame.getByText(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/).innerText();
    const url = await link.evaluate((element) => (element instanceof HTMLAnchorElement ? element.href : ''));
    expect(await link.getAttribute('target')).toBe('_blank');
    const reply = await (await desk.context()).request.get(url);
    expect([reply.status(), reply.headers()['content-disposition']]).toEqual([
      200,
      expect.stringMatching(/^attachment/),
    ]);
    expect(new X509Certificate(await reply.body()).fingerprint256).toBe(fingerprint.replace(/\s/g, ''));
  });

  test('says in plain words that a certificate is revoked, and since when', async () => {
    const pane = await search(sampleAddress('certificate-revoked').address, 'da');
    const { pane: da, shared: words } = wordingFor('da');
    await pane.frame.getByRole('heading', { name: da.certificates.unusable, exact: true }).waitFor();
    await pane.frame.getByText(words.reason['certificate-revoked']).waitFor();
    await pane.frame.getByText(/^spærret siden .* \(kontrolleret .*\)$/).waitFor();
  });

  test('says that nobody could tell, never "not revoked", and who did not answer (C6)', async () => {
    const pane = await search(sampleAddress('certificate-list-lost').address);
    await pane.frame.getByText(use.noAnswerFrom).waitFor();
    const shown = await pane.frame.getByRole('main').innerText();
    expect(shown).toContain(use.state.unknown);
    expect(shown).not.toContain(use.state.good);
  });
});

describe('The organisations on tunnel mail (A7)', () => {
  const desk = useDesk();

  test('are found by name, with domain, since when, and whether all below them are joined', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    const pane = mail.pane();
    await pane.press(texts.tunnel.link);
    await pane.frame.getByRole('searchbox').fill('sygehus vest');
    const item = pane.frame.getByRole('listitem').filter({ hasText: 'sygehus-vestkyst.example' });
    await item.getByText(texts.tunnel.withSubdomains).waitFor();
    expect(await item.innerText()).toContain(texts.tunnel.since('1 Jun 2016'));
  });
});

describe('What an answer rests on stands one click below its words (C5)', () => {
  const desk = useDesk();

  async function technicalOf(pane: TestPane, id: string): Promise<string> {
    const row = await pane.unfold(sampleAddress(id).address);
    await row.getByRole('button', { name: texts.recipients.technical }).click();
    return row.innerText();
  }

  test('of confirmed and unconfirmed servers, and of a rule that names another server', async () => {
    const mail = await desk.openScene('everything', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.stopped);
    const unopened = await (await pane.unfold(sampleAddress('tls-dane').address)).innerText();
    expect(unopened).toContain(texts.recipients.assurance['authenticated-dane']);
    expect(unopened).not.toContain('DANE');
    const confirmed = await technicalOf(pane, 'tls-dane');
    expect(confirmed).toContain(texts.evidence.daneOutcome.match);
    expect(confirmed).toMatch(/\b3 1 1 [0-9a-f]{64}\b/);
    expect(confirmed).toContain(texts.evidence.isSigned.yes);
    const mistaken = await technicalOf(pane, 'dane-mismatch');
    expect(mistaken).toContain(shared.reason['dane-mismatch']);
    expect(mistaken).toContain(texts.evidence.daneOutcome.mismatch);
    const ruled = await technicalOf(pane, 'sts-server-not-listed');
    expect(ruled).toContain(texts.evidence.stsOutcome.enforce);
    expect(ruled).toContain('mx.strandby-fysioterapi.example');
  });

  test('of an organisation’s certificate, which does not promise that only the recipient can read it', async () => {
    const mail = await desk.openScene('everything', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.stopped);
    await pane.unfoldGroups();
    const told = await technicalOf(pane, 'certificate-of-organisation');
    expect(told).toContain(texts.recipients.organisationMeaning);
    expect(told).not.toContain(shared.meaning.certificate);
    expect(told).toContain('sikkermail@klinikken-ved-fjorden.example');
  });
});
