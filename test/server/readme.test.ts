import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS } from '../../src/server/config.ts';
import { API } from '../../src/contract/paths.ts';

const ROOT = join(__dirname, '../..');
const README = readFileSync(join(ROOT, 'src/server/README.md'), 'utf8');
/** The cells of each row of the table of settings, by variable. */
const ROWS = new Map(
  [...README.matchAll(/^\| `(\w+)` \|(.*)\|(.*)\|$/gm)].map(([, variable = '', usual = '', meaning = '']) => [
    variable,
    { usual: usual.trim(), meaning: meaning.trim() },
  ]),
);
const SETTING_LIST = Object.values(SETTINGS);

describe('the page for those who run the service', () => {
  test('explains every setting in its table, in the order of the code, and no other', () => {
    expect([...ROWS.keys()]).toEqual(SETTING_LIST.map(({ variable }) => variable));
    for (const { meaning } of ROWS.values()) expect(meaning).not.toBe('');
  });

  test('names no variable that the service does not read', () => {
    const known = SETTING_LIST.map(({ variable }) => variable);
    const named = README.match(/SECURE_SEND_[A-Z_]+/g) ?? [];
    expect(named.filter((variable) => !known.some((one) => one === variable))).toEqual([]);
  });

  test.each(
    SETTING_LIST.flatMap(({ variable, fallback }) =>
      ['string', 'number', 'boolean'].includes(typeof fallback) && fallback !== ''
        ? [[variable, String(fallback).replace(`${ROOT}/`, '')]]
        : [],
    ),
  )('tells the default of %s: %s', (variable, fallback) => {
    expect(ROWS.get(variable)?.usual).toBe(`\`${fallback}\``);
  });

  test('names the health pages by their addresses', () => {
    expect(README).toContain(`GET ${API.live}`);
    expect(README).toContain(`GET ${API.ready}`);
  });
});
