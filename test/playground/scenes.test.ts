import { SCENES, findScene } from '../../src/playground/scenes.ts';
import { sampleAddress } from '../../src/playground/world/addresses.ts';

const transportsOf = (name: string): readonly string[] => {
  const { to = [], cc = [], bcc = [] } = findScene(name)?.recipients ?? {};
  return [...to, ...cc, ...bcc].map((id) => sampleAddress(id).transport);
};

describe('The scenes of the playground', () => {
  test('name only people of the sample world', () => {
    for (const { name } of SCENES) expect(() => transportsOf(name)).not.toThrow();
  });

  test('have names of their own', () => {
    expect(new Set(SCENES.map(({ name }) => name)).size).toBe(SCENES.length);
  });

  test('“everything” shows each class', () => {
    expect(new Set(transportsOf('everything'))).toEqual(
      new Set(['internal', 'certificate', 'tunnel', 'tls', 'none', 'unknown', 'undeliverable']),
    );
  });

  test('“many-recipients” has more than twenty', () => {
    expect(transportsOf('many-recipients').length).toBeGreaterThan(20);
  });

  test('hold the official test number where they say CPR, and nowhere else', () => {
    for (const { name, paragraphs = [] } of SCENES) {
      const hasNumber = paragraphs.join(' ').includes('251248-9996');
      if (name.endsWith('-with-cpr')) expect(hasNumber).toBe(true);
      const others = paragraphs.join(' ').match(/\d{6}-?\d{4}/g) ?? [];
      if (name !== 'false-alarm') expect(others).toHaveLength(hasNumber ? 1 : 0);
    }
  });

  test('an unknown name is no scene', () => {
    expect(findScene('nonsense')).toBeUndefined();
    expect(findScene(null)).toBeUndefined();
  });
});
