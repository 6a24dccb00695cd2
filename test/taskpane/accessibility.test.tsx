import axe from 'axe-core';
import { act, screen } from '@testing-library/react';
import { headline, renderPane, stopPanes } from './render-pane.tsx';
import { SCENES } from './scenes.ts';
import type { SceneName } from './scenes.ts';

afterEach(stopPanes);

/** Colours need a real browser; regions are Outlook's, whose frame the pane lies in. */
const RULES = { 'color-contrast': { enabled: false }, region: { enabled: false } };

async function violations(container: HTMLElement): Promise<readonly string[]> {
  const { violations: found } = await axe.run(container, { rules: RULES });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const NAMES = Object.keys(SCENES).filter((name): name is SceneName => name in SCENES);

describe('a screen reader', () => {
  test.each(NAMES)('gets names, roles and headings: %s', async (name) => {
    const { container } = await renderPane(SCENES[name]);
    await screen.findByRole('group', { name: 'Status for mailen' });
    expect(await violations(container)).toEqual([]);
  });

  test.each(['Tunnelmail', 'Søg certifikat', 'Hjælp'])('gets the page "%s"', async (link) => {
    const { container, user } = await renderPane(SCENES['all internal']);
    await user.click(await screen.findByRole('button', { name: link }));
    await screen.findByRole('button', { name: 'Tilbage' });
    expect(await violations(container)).toEqual([]);
  });

  it('is told of a changed verdict by a live region', async () => {
    await renderPane(SCENES.forbidden);
    const line = await headline('Kan ikke sendes endnu.');
    expect(line.parentElement).toHaveAttribute('aria-live', 'polite');
  });
});

describe('a keyboard', () => {
  it('goes from the switch to the cards, the recipients and the rest, and has no trap', async () => {
    const { user } = await renderPane(SCENES.considerations);
    await headline('Tag stilling, før du sender.');
    const order: string[] = [];
    for (let step = 0; step < 12; step++) {
      await user.tab();
      if (document.activeElement === document.body) break;
      order.push(document.activeElement?.textContent ?? '');
    }
    expect(order.map((text) => text.slice(0, 14))).toEqual([
      '',
      'Jeg har taget ',
      'Fjern modtager',
      'Vis hvor',
      'Modtagere (1)P',
      'Leverandøren A',
      'Hvad betyder m',
      'Fundet i maile',
      'Søg certifikat',
      'Tunnelmail',
      'Hjælp',
    ]);
  });

  it('works the drop-down', async () => {
    const { user, item } = await renderPane(SCENES['choose mailbox']);
    await headline('Vælg hvem der sender.');
    const list = await screen.findByRole('combobox', { name: 'Send fra' });
    act(() => list.focus());
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    act(() => screen.getByRole('button', { name: 'Fortsæt' }).focus());
    await user.keyboard('{Enter}');
    await headline('Klar. Alle modtagere kan modtage sikkert.');
    expect(item.choices()?.mailbox).toBe('hr@phv.example');
  });
});

describe('languages and colours', () => {
  it.each([
    ['da-DK', 'Sikker mail', 'Kan ikke sendes endnu.', 'da'],
    ['sv-SE', 'Säker e-post', 'Kan inte skickas ännu.', 'sv'],
    ['en-GB', 'Secure mail', 'Cannot be sent yet.', 'en'],
    ['fi-FI', 'Secure mail', 'Cannot be sent yet.', 'en'],
  ])('%s: the pane speaks the language of Outlook', async (...[language, name, text, lang]) => {
    const { container } = await renderPane(SCENES.forbidden, { language });
    await headline(text);
    expect(screen.getByRole('switch', { name })).toBeInTheDocument();
    expect(container.querySelector(`[lang="${lang}"]`)).not.toBeNull();
  });

  it('puts the nonce of the page on every style element', async () => {
    await renderPane(SCENES['all internal']);
    const styles = [...document.head.querySelectorAll('style')];
    expect(styles.length).toBeGreaterThan(0);
    expect(styles.filter((style) => style.nonce !== 'n0nce')).toEqual([]);
  });
});
