import { decide } from '../../src/domain/decision.ts';
import type { DecisionFacts } from '../../src/domain/decision.ts';
import { aPolicy, facts, to } from '../support/builders.ts';

const verdictOn = (change: Partial<DecisionFacts>) => decide(facts(change));

describe('sensitive words about a person', () => {
  const words = { type: 'context', confidence: 'medium', part: 'body' } as const;
  const recipients = [to('internal'), to('tls'), to('gmail')];

  it('are asked about before they go where personal data may not, and once only', () => {
    const first = verdictOn({ recipients, findings: [words] });
    expect(first.kind).toBe('confirm');
    expect(first.hasPersonalData).toBe(false);
    expect(first.problems).toEqual([
      { kind: 'sensitiveWords', recipients: [1, 2], remedies: ['removeFinding', 'removeRecipient'] },
    ]);
    const choices = { secureMode: false, confirmed: first.confirmation ?? '' };
    expect(verdictOn({ recipients, findings: [words], choices }).kind).toBe('send');
    expect(verdictOn({ recipients, findings: [words, words], choices }).kind).toBe('confirm');
  });

  it('stop nothing where everybody may have personal data', () => {
    expect(verdictOn({ recipients: [to('internal'), to('tunnel')], findings: [words] }).kind).toBe('send');
  });

  it('below the confidence of the policy are not asked about', () => {
    expect(verdictOn({ recipients, findings: [{ ...words, confidence: 'low' }] }).kind).toBe('send');
  });

  it('count as personal data where the sender or the policy says so', () => {
    const choices = { secureMode: false, declaresPersonalData: true };
    expect(verdictOn({ recipients, findings: [words], choices }).kind).toBe('block');
    const policy = aPolicy({ detection: { ...aPolicy().detection, context: 'block' } });
    expect(verdictOn({ recipients, findings: [words], policy }).kind).toBe('block');
  });
});
