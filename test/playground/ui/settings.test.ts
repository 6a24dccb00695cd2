import { addressMistakes } from '../../../src/playground/ui/page-address.ts';
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

describe('The page’s address', () => {
  test('is told what it asks for that there is not, with the names that there are', () => {
    const mistakes = addressMistakes('?scene=gmial&lang=fi&theme=dark&profile=phone&pane=open');
    expect(mistakes.map(({ parameter, value }) => `${parameter}=${value}`)).toEqual([
      'scene=gmial',
      'profile=phone',
      'lang=fi',
    ]);
    expect(mistakes[0]?.valid).toContain('gmail-with-cpr');
    expect(mistakes[2]?.valid).toEqual(['da', 'sv', 'en']);
  });

  test('is silent about what it knows', () => {
    expect(addressMistakes('?scene=internal&lang=da&theme=contrast&profile=mac')).toEqual([]);
    expect(addressMistakes('')).toEqual([]);
  });
});
