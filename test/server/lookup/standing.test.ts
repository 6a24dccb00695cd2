import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import type { SourceAnswer } from '../../../src/domain/transport.ts';
import type { Lookups } from '../../../src/server/lookup/lookup.usecases.ts';
import { NOW, UNSURE, aLookup, beginAnew, found, signal, world } from '../../support/lookups.ts';

beforeEach(beginAnew);

/** What the domain's servers would be found to do now. */
let says: SourceAnswer = found('tls');
let takesMs = 0;
/** What was found last; that a renewal found nothing out takes nothing away. */
let newest = '';
const PEOPLE = ['anna@x.example', 'anna@X.example', 'Anna@x.example', 'bo@x.example', 'cecilie@x.example'];

const aDomainLookup = () =>
  aLookup([
    {
      name: 'tls',
      keeping: 'by-domain',
      ask: async (_address, { refresh = false }) => {
        const answer = says;
        if (takesMs > 0) await wait(takesMs);
        if (answer.kind === 'match') newest = answer.transport;
        else if (refresh) newest = 'unknown';
        return answer;
      },
    },
  ]);

async function ask(lookups: Lookups, address: string, refresh = false) {
  const known = refresh ? undefined : lookups.recall({ address });
  const { recipient } = known ?? (await lookups.classify({ address }, { signal, refresh }));
  return recipient;
}

describe('when a domain is found to have become worse', () => {
  beforeEach(() => {
    says = found('tls');
    takesMs = 0;
  });

  test.each(PEOPLE)(
    'by a refresh of %s, that holds for everybody there, however they are written',
    async (address) => {
      const lookups = aDomainLookup();
      for (const person of PEOPLE) expect((await ask(lookups, person)).transport).toBe('tls');
      says = found('none');
      await ask(lookups, address, true);
      for (const person of PEOPLE)
        expect(lookups.recall({ address: person })?.recipient.transport).not.toBe('tls');
      for (const person of [...PEOPLE, 'new@x.example']) {
        expect(await ask(lookups, person)).toMatchObject({ transport: 'none', personalData: 'no' });
      }
    },
  );

  test('by a look-up behind the scenes, that holds for everybody there', async () => {
    const lookups = aDomainLookup();
    await ask(lookups, 'bo@x.example');
    world.now = NOW + 600_000;
    await ask(lookups, 'anna@x.example');
    says = found('none');
    world.now = NOW + 0.9 * 3_600_000;
    await ask(lookups, 'anna@x.example');
    await wait(20);
    expect((await ask(lookups, 'bo@x.example')).transport).toBe('none');
  });

  test('only after the one who asked was told that there was no time, that holds for everybody there', async () => {
    const lookups = aDomainLookup();
    await ask(lookups, 'bo@x.example');
    says = found('none');
    takesMs = 100;
    const late = await lookups.classify(
      { address: 'anna@x.example' },
      { signal, refresh: true, deadlineMs: 10 },
    );
    expect(late.recipient.transport).toBe('unknown');
    while ((await ask(lookups, 'bo@x.example')).transport === 'tls') await wait(20);
    expect((await ask(lookups, 'bo@x.example')).transport).toBe('none');
  });

  test('whole replies that name anybody there are not given again', async () => {
    const lookups = aDomainLookup();
    const bo = await lookups.classify({ address: 'bo@x.example' }, { signal });
    for (let turn = 0; turn < 2; turn++) lookups.keepReply('question', bo.line, [bo]);
    expect(lookups.recallReply('question')?.plain).toBe(bo.line);
    says = found('none');
    await ask(lookups, 'anna@x.example', true);
    expect(lookups.recallReply('question')).toBeUndefined();
  });

  test('and could not be looked at again since, nobody is told the older answer', async () => {
    const lookups = aDomainLookup();
    await ask(lookups, 'bo@x.example');
    says = UNSURE;
    await ask(lookups, 'anna@x.example', true);
    expect((await ask(lookups, 'bo@x.example')).transport).toBe('unknown');
  });

  test('no order of questions, refreshes and hours brings an answer that is better than the newest one found', async () => {
    const step = fc.record({
      person: fc.constantFrom(...PEOPLE),
      refresh: fc.boolean(),
      change: fc.constantFrom<SourceAnswer | undefined>(undefined, found('tls'), found('none'), UNSURE),
      passes: fc.constantFrom(0, 1000, 600_000, 3_000_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
        beginAnew();
        says = found('tls');
        const lookups = aDomainLookup();
        for (const { person, refresh, change, passes } of steps) {
          world.now += passes;
          says = change ?? says;
          await ask(lookups, person, refresh);
          await Promise.all(PEOPLE.map((other) => ask(lookups, other)));
          // What was looked up behind the scenes has come then.
          await new Promise(setImmediate);
          const kept = PEOPLE.map((other) => lookups.recall({ address: other })?.recipient.transport);
          if (newest !== 'tls') expect(kept).not.toContain('tls');
        }
      }),
      { numRuns: 200 },
    );
  });
});
