import { act, screen, waitFor, within } from '@testing-library/react';
import { aRecipient, TEST_CPR } from '../support/builders.ts';
import { fakeApi } from './fake-api.ts';
import { headline, renderPane, stopPanes } from './render-pane.tsx';
import { ANSWERS, SCENES } from './scenes.ts';

afterEach(stopPanes);

const secureMail = (): HTMLElement => screen.getByRole('switch', { name: 'Sikker mail' });
const state = (): string => screen.getByTestId('secure-mode-state').textContent ?? '';
const row = (name: string): HTMLElement => {
  const item = screen.getAllByRole('listitem').find((one) => one.dataset['recipient'] === name);
  if (item === undefined) throw new Error(`no row ${name}`);
  return item;
};

describe('the secure mail switch (A1)', () => {
  it('says its state in a word beside the thumb, and one click changes it', async () => {
    const { user, item } = await renderPane(SCENES['all internal']);
    await headline('Klar. Alle modtagere er interne.');
    expect(state()).toBe('Fra');
    expect(secureMail()).not.toBeChecked();
    await user.click(secureMail());
    expect(state()).toBe('Til');
    expect(secureMail()).toBeChecked();
    await waitFor(() => expect(item.choices()).toEqual({ secureMode: true }));
  });

  it('stands in the notification bar too, and leaves it when it is switched off', async () => {
    const { user, item } = await renderPane(SCENES['all secure']);
    await waitFor(() =>
      expect(item.notice()?.text).toBe('Sikker mail er slået til. Alle modtagere kan modtage sikkert.'),
    );
    await user.click(secureMail());
    await waitFor(() => expect(item.notice()).toBeUndefined());
  });

  it('stands in the notification bar before there is any recipient', async () => {
    const { user, item } = await renderPane({ draft: { recipients: [] } });
    await user.click(secureMail());
    await waitFor(() => expect(item.notice()?.text).toBe('Sikker mail er slået til.'));
  });

  it('cannot be switched off while personal data goes outside, and says why', async () => {
    const { user, item } = await renderPane(SCENES.considerations);
    await headline('Tag stilling, før du sender.');
    await user.click(secureMail());
    expect(state()).toBe('Til');
    expect(secureMail()).toHaveAttribute('aria-disabled', 'true');
    expect(secureMail()).toHaveAccessibleDescription(
      'Kan ikke slås fra, mens der er personoplysninger i mailen.',
    );
    expect(item.choices()).toEqual({ secureMode: true });
  });

  it('goes back, and the sender is told, when Outlook does not keep it', async () => {
    const { user, item } = await renderPane(SCENES['all internal']);
    item.failWriting(true);
    await user.click(secureMail());
    expect(await screen.findByRole('alert')).toHaveTextContent('Det lykkedes ikke.');
    expect(state()).toBe('Fra');
  });
});

describe('personal data to a recipient who may not have it', () => {
  it('is stopped; removing the recipient solves it, and can be undone', async () => {
    const { user, item } = await renderPane({
      ...SCENES['many forbidden'],
      draft: { ...SCENES.forbidden.draft, recipients: SCENES.forbidden.draft.recipients.slice(0, 1) },
    });
    await headline('Kan ikke sendes endnu.');
    const card = screen.getByRole('region', { name: /^CPR-nummer .*2512••-••••/ });
    await user.click(within(card).getByRole('button', { name: 'Fjern modtager' }));
    await headline('Skriv modtagere, så viser vi hvordan mailen kan sendes.');
    expect(item.draft().recipients).toEqual([]);
    expect(screen.getByRole('button', { name: 'Fortryd' })).toHaveFocus();
    expect(screen.getByText('er fjernet.', { exact: false })).toHaveTextContent('anna@gmail.com er fjernet.');
    await user.click(screen.getByRole('button', { name: 'Fortryd' }));
    await headline('Kan ikke sendes endnu.');
    expect(item.draft().recipients.map(({ address }) => address)).toEqual(['anna@gmail.com']);
  });

  it('to a distribution list is solved by removing it, which cannot be undone by an address', async () => {
    const list = aRecipient('alle@phv.example', { isDistributionList: true });
    const { user, item } = await renderPane({
      ...SCENES.forbidden,
      draft: { ...SCENES.forbidden.draft, recipients: [list] },
    });
    await headline('Kan ikke sendes endnu.');
    await user.click(screen.getByRole('button', { name: 'Fjern modtager' }));
    await headline('Skriv modtagere, så viser vi hvordan mailen kan sendes.');
    expect(item.draft().recipients).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Fortryd' })).not.toBeInTheDocument();
  });

  it('is shown where it stands, masked, with a click', async () => {
    const { user, container } = await renderPane(SCENES.considerations);
    await headline('Tag stilling, før du sender.');
    await user.click(screen.getByRole('button', { name: 'Vis hvor' }));
    const section = screen.getByRole('region', { name: 'Fundet i mailen (1)' });
    expect(within(section).getByRole('button', { name: /Fundet i mailen/ })).toHaveFocus();
    expect(section).toHaveTextContent('for den studerende med cpr 2512••-••••, som vi talte om');
    expect(container).not.toHaveTextContent(TEST_CPR);
  });

  it('goes away by itself when it is taken out of the mail', async () => {
    const { item } = await renderPane(SCENES.forbidden);
    await headline('Kan ikke sendes endnu.');
    item.change({ bodyHtml: '<p>Hej</p>', subject: 'Hej' });
    await headline('Klar. Sendes som almindelig mail.');
    expect(state()).toBe('Fra');
  });

  it('counts when the sender says that it is there', async () => {
    const { user, item } = await renderPane(SCENES['ordinary mail']);
    await headline('Klar. Sendes som almindelig mail.');
    await user.click(screen.getByRole('switch', { name: 'Jeg ved, at mailen indeholder personoplysninger' }));
    await headline('Kan ikke sendes endnu.');
    expect(item.choices()).toEqual({ secureMode: false, declaresPersonalData: true });
    await user.click(screen.getByRole('button', { name: 'Mailen er uden personoplysninger' }));
    await headline('Klar. Sendes som almindelig mail.');
  });

  it('explains itself on demand', async () => {
    const { user } = await renderPane(SCENES.forbidden);
    await headline('Kan ikke sendes endnu.');
    const why = screen.getByRole('button', { name: 'Hvorfor?' });
    expect(why).toHaveAttribute('aria-expanded', 'false');
    await user.click(why);
    expect(screen.getByText(/udbyderen af privat webmail kan læse indholdet/)).toBeVisible();
  });
});

describe('the functional mailbox (A9, A11)', () => {
  it('is chosen in a drop-down; Continue stores and remembers it', async () => {
    const { user, item, outlook } = await renderPane(SCENES['choose mailbox']);
    await headline('Vælg hvem der sender.');
    const list = await screen.findByRole('combobox', { name: 'Send fra' });
    expect(list).toHaveTextContent('Sikkerpost');
    await user.click(list);
    await user.click(screen.getByRole('option', { name: /HR/ }));
    await user.click(screen.getByRole('button', { name: 'Fortsæt' }));
    await headline('Klar. Alle modtagere kan modtage sikkert.');
    expect(item.choices()).toEqual({ secureMode: true, mailbox: 'hr@phv.example' });
    expect(outlook.remembered('mailbox')).toBe('hr@phv.example');
    expect(screen.getByText('Sendes fra HR. Svar kommer til postkassen.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Skift' }));
    await headline('Vælg hvem der sender.');
    expect(await screen.findByRole('combobox', { name: 'Send fra' })).toHaveTextContent('HR');
  });

  it('leaves the draft as it was on Cancel, and tells of the way without encryption (guide 8.2)', async () => {
    const { user, item } = await renderPane(SCENES['choose mailbox']);
    await headline('Vælg hvem der sender.');
    const before = item.draft();
    await user.click(screen.getByRole('button', { name: 'Afbryd' }));
    expect(screen.getByText(/Afbrudt. Mailen er, som den var./)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Slå sikker mail fra' })).toHaveFocus();
    expect(item.draft()).toBe(before);
    expect(item.choices()).toEqual({ secureMode: true });
    await user.click(screen.getByRole('button', { name: 'Slå sikker mail fra' }));
    await headline('Klar. Sendes som almindelig mail.');
  });
});

describe('questions', () => {
  it('about insecure recipients are answered with one button, and can be taken back', async () => {
    const { user, item } = await renderPane(SCENES['not secure']);
    await headline('Tag stilling, før du sender.');
    await user.click(screen.getByRole('button', { name: 'Send alligevel – ingen personoplysninger' }));
    await headline('Klar. Sendes, som du har besluttet.');
    expect(item.choices()?.confirmed).toEqual(expect.any(String));
    await user.click(screen.getByRole('button', { name: 'Fortryd' }));
    await headline('Tag stilling, før du sender.');
  });

  it('about files: with personal data the mail is stopped', async () => {
    const { user } = await renderPane(SCENES['file not checked']);
    await headline('Tag stilling, før du sender.');
    await user.click(screen.getByRole('button', { name: 'Ja, der er personoplysninger' }));
    await headline('Kan ikke sendes endnu.');
  });

  it('about switching secure mail on are answered with the switch', async () => {
    const { user, item } = await renderPane(SCENES.activation);
    await headline('Slå sikker mail til, før du sender.');
    await user.click(screen.getByRole('button', { name: 'Slå sikker mail til' }));
    await headline('Klar. Alle modtagere kan modtage sikkert.');
    expect(item.choices()).toEqual({ secureMode: true });
  });

  it('cannot be answered while look-ups run, since they may still change', async () => {
    const api = fakeApi({ answers: ANSWERS, silentAbout: ['ny@adresse.example'] });
    const { user, item } = await renderPane(SCENES['not secure'], { api });
    await headline('Tag stilling, før du sender.');
    item.change({ recipients: [...item.draft().recipients, aRecipient('ny@adresse.example')] });
    await headline('Undersøger 1 af 4 …');
    const button = screen.getByRole('button', { name: /Send alligevel/ });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await user.click(button);
    expect(item.choices()?.confirmed).toBeUndefined();
  });
});

describe('recipients', () => {
  it('are looked up as they are typed, without pressing anything (A2)', async () => {
    const { item } = await renderPane({ ...SCENES['no recipients'], choices: { secureMode: true } });
    await headline('Skriv modtagere, så viser vi hvordan mailen kan sendes.');
    item.change({ recipients: [aRecipient('post@bykommune.example')] });
    await headline('Klar. Alle modtagere kan modtage sikkert.');
    expect(row('post@bykommune.example')).toHaveTextContent('Tunnel');
    expect(row('post@bykommune.example')).toHaveTextContent('Ja');
  });

  it('resolve each on its own: those that are known are shown while others run', async () => {
    await renderPane(SCENES['look-ups running']);
    await headline('Undersøger 2 af 4 …');
    expect(row('jens.friis@phv.example')).toHaveAttribute('aria-busy', 'false');
    expect(row('ny@adresse.example')).toHaveAttribute('aria-busy', 'true');
    expect(row('ny@adresse.example')).toHaveTextContent('undersøges …');
  });

  it('unfold to meaning, reasons, evidence and times (C5), and can be checked again', async () => {
    const { user } = await renderPane(SCENES['choose mailbox']);
    await headline('Vælg hvem der sender.');
    const law = row('kontakt@advokat.example');
    await user.click(within(law).getByRole('button', { name: /Firma Advokater/ }));
    expect(law).toHaveTextContent('Kun modtageren kan læse den.');
    expect(law).toHaveTextContent('Undersøgt');
    await user.click(within(law).getByRole('button', { name: 'Tekniske oplysninger' }));
    expect(law).toHaveTextContent('Den Danske Stat OCES');
    await user.click(within(law).getByRole('button', { name: 'Undersøg igen' }));
    await headline('Vælg hvem der sender.');
  });

  it('are folded while nothing needs the sender, and unfold on a click', async () => {
    const { user } = await renderPane(SCENES['ordinary mail']);
    await headline('Klar. Sendes som almindelig mail.');
    const title = screen.getByRole('button', { name: /Modtagere \(3\)/ });
    expect(title).toHaveAttribute('aria-expanded', 'false');
    await user.click(title);
    expect(row('anna@gmail.com')).toHaveTextContent('TLS, privat webmail');
    expect(row('anna@gmail.com')).not.toHaveTextContent('Nej');
  });

  it('of many collapse per transport and unfold', async () => {
    const { user } = await renderPane(SCENES['many recipients']);
    await user.click(await screen.findByRole('button', { name: /Intern: 14 modtagere/ }));
    expect(row('medarbejder14@phv.example')).toBeVisible();
  });
});

describe('a service that is away', () => {
  it('is told with what happens at Send, and asked again by a click', async () => {
    let isAway = true;
    const [away, there] = [fakeApi({ isAway: true }), fakeApi({ answers: ANSWERS })];
    const api = {
      ...there,
      classify: (...question: Parameters<typeof there.classify>) =>
        (isAway ? away : there).classify(...question),
    };
    const { user, item } = await renderPane(SCENES['service away'], { api });
    await headline('Kunne ikke undersøge modtagerne.');
    expect(screen.getByText(/bliver mailen stoppet, til vi har undersøgt dem/)).toBeVisible();
    await waitFor(() => expect(item.notice()?.text).toBe('Modtagerne er ikke undersøgt.'));
    isAway = false;
    await user.click(screen.getByRole('button', { name: 'Prøv igen' }));
    await headline('Klar. Alle modtagere kan modtage sikkert.');
  });
});

describe('a network that does not let us ask mail servers', () => {
  const BLOCKED = 'Netværket her lader os ikke spørge mailservere.';
  const toldTimes = (): number => document.body.textContent?.split(BLOCKED).length - 1;

  it('is told once for all recipients, with who can help; each of them is unknown', async () => {
    await renderPane(SCENES['network blocked']);
    expect(await screen.findByText(/Din IT-afdeling kan hjælpe/)).toHaveTextContent(BLOCKED);
    expect(toldTimes()).toBe(1);
    for (const address of ['info@skjult.example', 'kontor@skjult.example'])
      expect(row(address)).toHaveTextContent(/Ukendt.*Ukendt/);
  });

  it('still stops personal data, and the reason stands below the recipient on a click', async () => {
    const { user } = await renderPane(SCENES['network blocked, personal data']);
    await headline('Kan ikke sendes endnu.');
    expect(toldTimes()).toBe(1);
    await user.click(within(row('info@skjult.example')).getByRole('button'));
    expect(row('info@skjult.example')).toHaveTextContent(BLOCKED);
  });

  it('is not spoken of where a mail server just did not answer', async () => {
    await renderPane(SCENES['all secure']);
    await headline('Klar. Alle modtagere kan modtage sikkert.');
    expect(toldTimes()).toBe(0);
  });
});

describe('Take Action of the send-time dialog', () => {
  it('opens the pane at the card', async () => {
    await renderPane(SCENES.forbidden, { openingContext: '{"problem":"mailboxNeeded"}' });
    await headline('Kan ikke sendes endnu.');
    const list = await screen.findByRole('combobox', { name: 'Send fra' });
    await waitFor(() => expect(list).toHaveFocus());
    expect(list).toHaveAccessibleDescription(/^Vælg hvem der sender Mailen til/);
  });

  it('goes to the card in a pane that is open already', async () => {
    const { outlook } = await renderPane(SCENES.forbidden);
    await headline('Kan ikke sendes endnu.');
    act(() => outlook.takeAction('{"problem":"forbidden","recipient":0}'));
    const card = screen.getByRole('region', { name: /CPR-nummer/ });
    await waitFor(() => expect(card).toContainElement(document.activeElement as HTMLElement));
    expect(document.activeElement).toHaveAccessibleDescription(/CPR-nummer .* må ikke sendes/);
  });
});

describe('without a draft', () => {
  it('says what to do', async () => {
    const { outlook } = await renderPane(SCENES['all internal']);
    act(() => outlook.showItem(undefined));
    expect(await screen.findByText('Åbn en mail, du er ved at skrive.')).toBeVisible();
  });
});
