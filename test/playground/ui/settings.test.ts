import { readSettings } from '../../../src/playground/ui/settings.ts';

describe('The playground’s settings', () => {
  test('begin with the browser’s language, else English', () => {
    expect(readSettings('', null, 'sv').language).toBe('sv');
    expect(readSettings('', null, 'fi-FI').language).toBe('en');
  });

  test('follow a deep link before what the tab remembers', () => {
    const remembered = JSON.stringify({ theme: 'contrast', paneWidth: 480, language: 'sv' });
    expect(readSettings('?lang=da&theme=dark&profile=classic&drawer=open', remembered, 'en')).toMatchObject({
      language: 'da',
      theme: 'dark',
      profile: 'classic',
      isDrawerOpen: true,
      paneWidth: 480,
    });
  });

  test('take no notice of what they do not know', () => {
    expect(readSettings('?lang=xx&theme=pink&profile=phone', '{not json', 'da')).toEqual(
      readSettings('', null, 'da'),
    );
  });
});
