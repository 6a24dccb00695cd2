import { SCENES } from '../../src/playground/scenes.ts';
import type { SceneName } from '../../src/playground/scenes.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { barriers, isTooWide, paneDocument } from './support/accessibility.ts';
import { useDesk } from './support/desk.ts';
import { FAILING_SERVICE } from './support/troubles.ts';
import { until } from './support/until.ts';

const { pane: texts, shared } = wordingFor('en');

describe('The pane', () => {
  const desk = useDesk();

  test('shows the organisations on tunnel and finds one by a part of its name', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.empty);
    await pane.press(texts.tunnel.link);
    const organisations = pane.frame.getByRole('main').getByRole('listitem');
    await until(async () => {
      expect(await organisations.count()).toBeGreaterThan(3);
    });
    await pane.frame.getByRole('searchbox', { name: texts.tunnel.label }).fill('byens');
    await until(async () => {
      expect(await organisations.allInnerTexts()).toEqual([expect.stringContaining('byens-kommune.example')]);
    });
    await pane.frame.getByRole('searchbox').fill('zzz');
    await pane.frame.getByText(texts.tunnel.empty('zzz')).waitFor();
    await pane.press(texts.view.back);
    await pane.says(texts.headline.empty);
  });

  test('looks an address’s certificate up by hand: issuer, validity, status', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.empty);
    await pane.press(texts.certificates.link);
    const search = async (address: string): Promise<void> => {
      await pane.frame.getByRole('textbox', { name: texts.certificates.label }).fill(address);
      await pane.press(texts.view.search);
    };
    await search('anna.lund@kystens-revision.example');
    await pane.frame.getByRole('heading', { name: texts.certificates.usable, exact: true }).waitFor();
    const shown = await pane.frame.locator('body').innerText();
    for (const label of [texts.evidence.issuer, texts.evidence.validity, texts.evidence.fingerprint])
      expect(shown).toContain(label);
    await search('bent.dahl@kystens-revision.example');
    await pane.frame.getByRole('heading', { name: texts.certificates.unusable, exact: true }).waitFor();
    await pane.frame.getByText(shared.reason['certificate-expired']).waitFor();
    await search('kontor@gammelmail.example');
    await pane.frame.getByText(texts.certificates.empty('kontor@gammelmail.example')).waitFor();
  });

  test('unfolds a recipient to what its transport means and what the answer rests on', async () => {
    const mail = await desk.openScene('everything', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.stopped);
    await pane.unfoldGroups();
    const row = await pane.unfold('anna.lund@kystens-revision.example');
    await row.getByText(shared.meaning.certificate).waitFor();
    await row.getByRole('button', { name: texts.recipients.technical }).click();
    await row.getByText(texts.evidence.fingerprint).waitFor();
    const lawyer = await pane.unfold('kontakt@advokat-nordhavn.example');
    await lawyer.getByRole('button', { name: texts.recipients.technical }).click();
    await lawyer.getByText(texts.evidence.protocol, { exact: true }).waitFor();
    await lawyer.getByRole('button', { name: texts.recipients.checkAgain }).click();
    await until(async () => {
      expect(await lawyer.innerText()).toContain(texts.recipients.checkedAt);
    });
  });

  test.each(['da', 'sv', 'en'] as const)('speaks the sender’s language: %s', async (lang) => {
    const { pane: words } = wordingFor(lang);
    const mail = await desk.openScene('everything', { pane: 'open', lang });
    await mail.pane().says(words.headline.stopped);
    expect(await mail.pane().secureModeWord()).toBe(words.secureMode.on);
    expect(await mail.pane().frame.locator('html').getAttribute('lang')).toBe(lang);
    expect(await isTooWide(mail.page)).toBe(false);
  });

  test('tells a change of the verdict to those who do not see it', async () => {
    const mail = await desk.openScene('gmail-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.stopped);
    const region = pane.frame.getByRole('status').filter({ hasText: texts.headline.stopped });
    const element = await region.elementHandle();
    expect(await element?.getAttribute('aria-live')).toBe('polite');
    await mail.removeRecipient('Anna Skov');
    await pane.says(texts.headline.empty);
    // The same element, or a screen reader would not hear it.
    expect(await element?.innerText()).toContain(texts.headline.empty);
  });

  test.each(['light', 'dark', 'contrast'] as const)(
    'has no barrier that axe-core knows of, and nothing sticks out at 320 pixels: %s',
    async (theme) => {
      const browser = theme === 'contrast' ? ({ forcedColors: 'active' } as const) : {};
      const mail = await desk.openScene('everything', { pane: 'open', theme, browser });
      const pane = mail.pane();
      await pane.says(texts.headline.stopped);
      await pane.unfold('anna.skov@gmail.com');
      const background = await pane.frame
        .locator('.fui-FluentProvider')
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);
      if (theme !== 'contrast')
        expect(background).toBe(theme === 'dark' ? 'rgb(41, 41, 41)' : 'rgb(255, 255, 255)');
      expect(await barriers(mail.page)).toEqual([]);
      expect(
        await paneDocument(mail.page).then((frame) => frame.evaluate(() => innerWidth)),
      ).toBeLessThanOrEqual(320);
      expect(await isTooWide(mail.page)).toBe(false);
    },
  );

  const others: readonly SceneName[] = [
    'certificate-with-cpr',
    'tls-with-cpr',
    'many-recipients',
    'service-down',
    'internal',
  ];
  test.each(SCENES.map(({ name }) => name).filter((name) => others.includes(name)))(
    'has no barrier and nothing sticks out in the scene “%s”',
    async (name) => {
      const mail = await desk.openScene(name, { pane: 'open' });
      desk.troubles().expect(FAILING_SERVICE);
      await mail.pane().ready();
      await until(async () => {
        expect(await mail.pane().frame.locator('[aria-busy="true"]').count()).toBe(0);
        expect(await mail.pane().verdict()).not.toMatch(/^Checking|^$/);
      }, 30_000);
      expect(await barriers(mail.page)).toEqual([]);
      expect(await isTooWide(mail.page)).toBe(false);
    },
  );

  test('has no barrier on its pages for certificates, tunnel, methods and help', async () => {
    const mail = await desk.openScene('certificate-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.chooseMailbox);
    for (const { link, title } of [texts.certificates, texts.tunnel, texts.methods, texts.help]) {
      await pane.press(link);
      await pane.frame.getByRole('heading', { name: title, level: 1 }).waitFor();
      expect({ title, barriers: await barriers(mail.page) }).toEqual({ title, barriers: [] });
      expect(await isTooWide(mail.page)).toBe(false);
      await pane.press(texts.view.back);
    }
  });
});
