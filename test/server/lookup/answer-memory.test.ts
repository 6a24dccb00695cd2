import type { Answered } from '../../../src/server/lookup/classification.ts';
import type { Lookups } from '../../../src/server/lookup/lookup.usecases.ts';
import type { TransportSource } from '../../../src/server/lookup/transport-source.ts';
import { NOW, aLookup, aSource as source, beginAnew, found, signal, world } from '../../support/lookups.ts';

beforeEach(beginAnew);

describe('a whole reply', () => {
  const keep = (lookups: Lookups, answers: readonly Answered[]) => {
    const [first] = answers;
    for (let turn = 0; turn < 2; turn++) lookups.keepReply(question, first?.line ?? Buffer.of(), answers);
  };
  const question = 'the very same question';
  const anna = { address: 'anna@partner.example' };

  test('is recalled for the very same question as long as its answers hold', async () => {
    const lookups = aLookup([source('tls', found('tls'))]);
    const answer = await lookups.classify(anna, { signal });
    keep(lookups, [answer]);
    expect(lookups.recallReply(question)?.plain).toBe(answer.line);
    expect(lookups.recallReply('another question')).toBeUndefined();
    world.now = NOW + 0.8 * 3_600_000;
    expect(lookups.recallReply(question)).toBeUndefined();
  });

  test('to a question that is asked for the first time is not kept: most lists are asked about once', async () => {
    const lookups = aLookup([source('tls', found('tls'))]);
    const answer = await lookups.classify(anna, { signal });
    lookups.keepReply(question, answer.line, [answer]);
    expect(lookups.recallReply(question)).toBeUndefined();
    lookups.keepReply(question, answer.line, [answer]);
    expect(lookups.recallReply(question)?.plain).toBe(answer.line);
  });

  test('with an answer that is not kept, or is replaced, is not kept either', async () => {
    const lookups = aLookup([source('tls', found('tls'))]);
    const refused = await lookups.classify({ address: 'nobody' }, { signal });
    const old = await lookups.classify(anna, { signal });
    await lookups.classify(anna, { signal, refresh: true });
    for (const answers of [[refused], [old]]) {
      keep(lookups, answers);
      expect(lookups.recallReply(question)).toBeUndefined();
    }
  });

  test('is forgotten when one of its answers is found to be another, and when lists change', async () => {
    let version = 'monday';
    let said = found('tls');
    const changing: TransportSource = { name: 'tls', ask: async () => said };
    const lookups = aLookup([changing], { listVersion: async () => version });
    const answer = await lookups.classify(anna, { signal });
    keep(lookups, [answer]);
    await lookups.classify(anna, { signal, refresh: true });
    expect(lookups.recallReply(question)?.plain).toBe(answer.line);
    said = found('none');
    const again = await lookups.classify(anna, { signal, refresh: true });
    expect(lookups.recallReply(question)).toBeUndefined();
    keep(lookups, [again]);
    expect(lookups.recallReply(question)?.plain).toBe(again.line);
    version = 'tuesday';
    await lookups.classify(anna, { signal });
    expect(lookups.recallReply(question)).toBeUndefined();
  });
});
