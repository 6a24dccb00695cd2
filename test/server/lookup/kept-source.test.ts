import { keepSource } from '../../../src/server/lookup/kept-source.ts';
import { LIFETIMES } from '../../../src/server/lookup/lifetimes.ts';
import type { DatedAnswer } from '../../../src/server/lookup/transport-source.ts';

const PASS: DatedAnswer = { kind: 'pass', reasons: [], evidence: [] };
const clock = () => new Date('2026-11-23T08:00:00Z');

describe('when 5000 recipients wait for a source', () => {
  const stop = new AbortController();
  const asking = { signal: stop.signal, deadline: new AbortController().signal, refresh: false };
  const at = (index: number) => ({ local: `p${index}`, domain: `d${index}.example` });

  afterAll(() => stop.abort());

  test.each(['by-address', 'by-domain'] as const)(
    'the next one (%s) is told at once that it could not be checked, and that this is not to be kept',
    async (keeping) => {
      let answer: (value: DatedAnswer) => void = () => undefined;
      const result = new Promise<DatedAnswer>((resolve) => (answer = resolve));
      let asked = 0;
      const ask = () => (asked++, result);
      const source = keepSource({ name: 'slow', ask }, { clock, lifetimes: LIFETIMES, keeping });
      // Half of them ask about the same as the other half: waiting costs as well.
      const waiting = Array.from({ length: 5000 }, (_unused, index) => source.ask(at(index % 2500), asking));
      expect(await source.ask(at(9999), asking)).toMatchObject({
        answer: { kind: 'inconclusive', reasons: ['look-up-failed'] },
        isCut: true,
      });
      expect(asked).toBe(2500);
      answer(PASS);
      const answers = await Promise.all(waiting);
      expect(answers.every((one) => one.answer.kind === 'pass')).toBe(true);
      expect((await source.ask(at(9999), asking)).answer.kind).toBe('pass');
    },
  );

  test('own domains and the tunnel list, which cost nothing, are still known', async () => {
    const ask = () => new Promise<DatedAnswer>((resolve) => setTimeout(() => resolve(PASS), 200));
    const source = keepSource({ name: 'local', ask }, { clock, lifetimes: LIFETIMES, keeping: 'local' });
    const answers = await Promise.all(
      Array.from({ length: 5001 }, (_unused, index) => source.ask(at(index), asking)),
    );
    expect(answers.every((one) => one.answer.kind === 'pass')).toBe(true);
  });
});
