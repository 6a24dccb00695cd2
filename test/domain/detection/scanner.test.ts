import { array, assert, constantFrom, integer, property, string } from 'fast-check';
import { createScanner } from '../../../src/domain/detection/scanner.ts';
import type { Scanned, Scanner } from '../../../src/domain/detection/scanner.ts';
import { scanText } from '../../../src/domain/detection/scan-text.ts';
import { sectionsOf } from '../../../src/domain/detection/sections.ts';
import { scanTextSteps } from '../../../src/domain/detection/text-steps.ts';
import { visibleText } from '../../../src/domain/detection/visible-text.ts';
import { FINDING_TYPES } from '../../../src/domain/finding.ts';

const OPTIONS = { part: 'body', types: FINDING_TYPES } as const;

function run(scanner: Scanner, html: string): Scanned & { readonly steps: number } {
  const scan = scanner.scanHtml(html);
  let steps = 0;
  for (let step = scan.next(); ; step = scan.next()) {
    if (step.done === true) return { ...step.value, steps };
    steps++;
  }
}

function finished<Result>(work: Generator<undefined, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

const filled = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length));

const PROSE =
  'Tak for din mail og for snakken i går. Vi vender tilbage, når vi har talt med kollegerne på kontoret om sagen og dens videre gang.';
const LINES = [
  PROSE,
  PROSE,
  PROSE,
  'CPR-numre:',
  '251248-9996',
  'Anna Jensen 070761-4285',
  'Navn\tCPR\tOrdre',
  'Anna\t2512489996\t2512489996',
  'Hun er sygemeldt.',
  'Ny diagnose i dag.',
  '',
  'kort 4111 1111 1111 1111',
  'cpr ２５１２４８－９９９６',
  'ordre 2512489996',
  'Kiitos viestistä ja muusta',
];

/** Long enough for several sections: two lines in three are plain. */
const ordinary = Array.from({ length: 2 * LINES.length }, () => PROSE);
const mails = array(constantFrom(...LINES, ...ordinary), { minLength: 1, maxLength: 700, size: 'max' }).map(
  (lines) => lines.map((line) => `<p>${line}</p>`).join(''),
);

describe('a scanner that follows typing', () => {
  it('finds just what a scan of the whole text finds', () => {
    assert(
      property(mails, (html) => {
        const { text, findings } = run(createScanner(OPTIONS), html);
        expect(text).toBe(visibleText(html));
        expect(findings).toEqual(scanText(text, OPTIONS));
      }),
      { numRuns: 40 },
    );
  });

  it('finds the same after every edit as if it had never seen the text before', () => {
    const scanner = createScanner(OPTIONS);
    assert(
      property(mails, integer({ min: 0 }), constantFrom(...LINES, 'x', '1'), (html, place, typed) => {
        const at = place % (html.length + 1);
        const edited = html.slice(0, at) + typed + html.slice(at);
        run(scanner, html);
        expect(run(scanner, edited).findings).toEqual(scanText(visibleText(edited), OPTIONS));
      }),
      { numRuns: 40 },
    );
  });

  it('looks anew only at the section that changed', () => {
    const paragraph = (index: number): string =>
      `<p>${PROSE} ${[...String(index)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('')}</p>`;
    const thread = Array.from({ length: 3000 }, (_item, index) => paragraph(index)).join('');
    const scanner = createScanner(OPTIONS);
    // One more for joining what was read.
    const reading = Math.ceil(thread.length / 32_768) + 1;
    expect(run(scanner, thread).steps - reading).toBeGreaterThan(10);
    expect(run(scanner, thread.replace('abcd</p>', 'abcd Hej</p>')).steps - reading).toBeLessThanOrEqual(3);
    expect(run(scanner, thread.replace('abcd</p>', 'abcd Hej</p>')).steps - reading).toBe(0);
  });

  it('finds what one look at the whole finds in a table longer than a section, its heads carried on', () => {
    const rows = array(
      constantFrom(
        'Anna\t2512489996\t2512489996',
        '\t251248-9996\t',
        'Bo\t070761-4285\t12',
        'Navn\tCPR\tFaktura',
        '',
        '4711\t\t',
      ),
      {
        minLength: 50,
        maxLength: 200,
      },
    );
    assert(
      property(
        rows,
        constantFrom('Navn\tCPR\tOrdre', 'Navn\tOrdre\tCPR', 'CPR-numre:', PROSE),
        (block, head) => {
          const text = [PROSE, head, ...Array.from({ length: 40 }, () => block).flat()].join('\n');
          const steps = [...scanTextSteps(text, OPTIONS)].length;
          expect(steps).toBeGreaterThanOrEqual(Math.floor(text.length / 70_000));
          expect(finished(scanTextSteps(text, OPTIONS))).toEqual(scanText(text, OPTIONS));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('cuts a line without end, too', () => {
    const line = filled('Anna 070761-4285, ordre 2512489996 ', 200_000);
    expect([...scanTextSteps(line, OPTIONS)].length).toBeGreaterThan(2);
    expect(finished(scanTextSteps(line, OPTIONS))).toEqual(scanText(line, OPTIONS));
    const cells = `CPR:\n${filled('2512489996, ', 200_000)}`;
    expect(finished(scanTextSteps(cells, OPTIONS))).toEqual(scanText(cells, OPTIONS));
  });

  it('looks anew only near an edit in a long table', () => {
    const row = (index: number): string =>
      `<p>Vare ${(index * 7919) % 100_003} ${(index * 104_729) % 999_983}</p>`;
    const table = Array.from({ length: 20_000 }, (_item, index) => row(index)).join('');
    const scanner = createScanner(OPTIONS);
    const { steps } = run(scanner, table);
    const reading = Math.ceil(table.length / 32_768) + 1;
    expect(steps - reading).toBeGreaterThan(5);
    expect(run(scanner, `<p>Hej</p>${table}`).steps - reading).toBeLessThanOrEqual(3);
  });

  it('cuts a text only where all of it is kept', () => {
    assert(
      property(mails, (html) => {
        const text = visibleText(html);
        const sections = sectionsOf(text);
        expect(sections.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it('takes anything for HTML', () => {
    assert(
      property(string({ unit: 'grapheme' }), (html) => {
        expect(run(createScanner(OPTIONS), html).text).toBe(visibleText(html));
      }),
    );
  });
});
