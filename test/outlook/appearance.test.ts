import { isDarkColour } from '../../src/outlook/appearance.ts';
import { createOutlookClient } from '../../src/outlook/client.ts';
import { installOffice } from '../support/office.ts';

/** The browser's answers, and a way to raise its change event. */
function browserWith(active: readonly string[]): { change: () => void; listeners: () => number } {
  const listeners = new Set<() => void>();
  const matchMedia = (text: string) => ({
    matches: active.some((part) => text.includes(part)),
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
  });
  Object.assign(window, { matchMedia });
  return { change: () => listeners.forEach((listener) => listener()), listeners: () => listeners.size };
}

afterEach(() => Reflect.deleteProperty(window, 'matchMedia'));

describe('the appearance', () => {
  it.each([
    ['#1f1f1f', true],
    ['#000', true],
    ['7f7f7f', true],
    ['#808080', false],
    ['#fff', false],
    ['#0000ff', true],
    ['#ffff00', false],
  ])('on the background %s is dark: %s', (colour, isDark) => {
    expect(isDarkColour(colour)).toBe(isDark);
  });

  it('follows Office’s theme where there is one', async () => {
    browserWith(['color-scheme: dark']);
    const office = installOffice();
    office.world.theme = { bodyBackgroundColor: '#ffffff' };
    expect((await createOutlookClient()).appearance()).toEqual({ isDark: false, isHighContrast: false });
  });

  it.each([undefined, { bodyBackgroundColor: 'red' }])(
    'follows the browser where Office says %j',
    async (theme) => {
      browserWith(['color-scheme: dark', 'forced-colors']);
      const office = installOffice();
      if (theme !== undefined) office.world.theme = theme;
      expect((await createOutlookClient()).appearance()).toEqual({ isDark: true, isHighContrast: true });
    },
  );

  it.each([
    ['#000000', '#ffffff', true],
    ['#000', '#ff0', true],
    ['#000000', '#00ff00', true],
    ['#000000', '#f3f2f1', false],
    ['#0a0a0a', '#ffffff', false],
    ['#ffffff', '#000000', false],
    ['#000000', undefined, false],
  ])('takes %s with words in %s for high contrast: %s', async (background, foreground, isHighContrast) => {
    browserWith([]);
    const office = installOffice();
    const client = await createOutlookClient();
    await client.onAppearanceChanged(() => undefined);
    office.raise('officeThemeChanged', {
      officeTheme: { bodyBackgroundColor: background, bodyForegroundColor: foreground },
    });
    expect(client.appearance().isHighContrast).toBe(isHighContrast);
  });

  it('follows the colours of the change where Office keeps no theme itself', async () => {
    browserWith([]);
    const office = installOffice();
    const client = await createOutlookClient();
    await client.onAppearanceChanged(() => undefined);
    office.raise('officeThemeChanged', { officeTheme: { bodyBackgroundColor: '#292929' } });
    expect(client.appearance()).toEqual({ isDark: true, isHighContrast: false });
    office.raise('officeThemeChanged', { officeTheme: {} });
    expect(client.appearance()).toEqual({ isDark: true, isHighContrast: false });
  });

  it('is light where nobody says anything', async () => {
    installOffice();
    expect((await createOutlookClient()).appearance()).toEqual({ isDark: false, isHighContrast: false });
  });

  it('is told when theme or browser change, until nobody listens', async () => {
    const browser = browserWith([]);
    const office = installOffice();
    const listener = jest.fn();
    const leave = await (await createOutlookClient()).onAppearanceChanged(listener);
    office.raise('officeThemeChanged');
    browser.change();
    expect(listener).toHaveBeenCalledTimes(2);
    await leave();
    expect([browser.listeners(), office.handlerCount('officeThemeChanged')]).toEqual([0, 0]);
  });

  it('follows the browser also where Office has no themes', async () => {
    const browser = browserWith([]);
    installOffice().world.mailbox = '1.12';
    const listener = jest.fn();
    await (await createOutlookClient()).onAppearanceChanged(listener);
    browser.change();
    expect(listener).toHaveBeenCalled();
  });
});
