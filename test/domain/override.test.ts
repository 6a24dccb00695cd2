import { decide } from '../../src/domain/decision.ts';
import type { DecisionFacts } from '../../src/domain/decision.ts';
import { summariseFinding } from '../../src/domain/finding.ts';
import type { FindingSummary } from '../../src/domain/finding.ts';
import { MOST_OVERRIDES, OVERRIDE_REASONS, findingKey, overrideOf } from '../../src/domain/override.ts';
import type { Override } from '../../src/domain/override.ts';
import { formatChoices, formatSentHeader, parseChoices } from '../../src/domain/state-header.ts';
import type { SendPolicy } from '../../src/domain/policy.ts';
import { CPR, TEST_CPR, aFinding, aPolicy, facts, secure, to } from '../support/builders.ts';

const under = (override: SendPolicy['detection']['override']): SendPolicy => {
  const policy = aPolicy();
  return { ...policy, detection: { ...policy.detection, override } };
};
const verdictOn = (change: Partial<DecisionFacts>) =>
  decide(facts({ policy: under('with-reason'), ...change }));
const remediesOn = (change: Partial<DecisionFacts>) =>
  verdictOn(change).problems.flatMap(({ remedies }) => remedies);

const DOUBTFUL: FindingSummary = { type: 'dk_cpr', confidence: 'medium', part: 'body' };
const ACCOUNT: FindingSummary = { type: 'iban', confidence: 'high', part: 'body' };
const calledOff = (finding: FindingSummary): FindingSummary => ({ ...finding, override: 'other-number' });

describe('a false alarm, said so by the sender (C4)', () => {
  it('no longer makes a mail hold personal data', () => {
    expect(verdictOn({ findings: [calledOff(DOUBTFUL)], recipients: [to('gmail')] })).toMatchObject({
      kind: 'send',
      hasPersonalData: false,
    });
  });

  it('says nothing of what else was found', () => {
    expect(verdictOn({ findings: [calledOff(DOUBTFUL), DOUBTFUL], recipients: [to('gmail')] }).kind).toBe(
      'block',
    );
  });

  it('counts for nothing where policy does not let it', () => {
    const policy = under('never');
    const findings = [calledOff(DOUBTFUL)];
    expect(verdictOn({ policy, findings, recipients: [to('gmail')] }).kind).toBe('block');
    expect(remediesOn({ policy, findings, recipients: [to('gmail')] })).not.toContain('overrideWithReason');
  });

  it.each(['dk_cpr', 'se_personnummer', 'no_fnr', 'fi_hetu', 'is_kennitala'] as const)(
    'is not believed of a certain %s on its way to consumer mail',
    (type) => {
      const finding: FindingSummary = { type, confidence: 'high', part: 'body' };
      const recipients = [to('internal'), to('gmail')];
      expect(verdictOn({ findings: [calledOff(finding)], recipients }).kind).toBe('block');
      expect(remediesOn({ findings: [finding], recipients })).not.toContain('overrideWithReason');
    },
  );

  it('is believed of a certain number that goes elsewhere, or to consumer mail encrypted to the person', () => {
    expect(verdictOn({ findings: [calledOff(CPR)], recipients: [to('none')] }).kind).toBe('send');
    const recipients = [to('certificate', { consumer: true })];
    expect(verdictOn({ findings: [calledOff(CPR)], recipients }).hasPersonalData).toBe(false);
  });

  it('is believed of a certain account number on its way to consumer mail', () => {
    expect(verdictOn({ findings: [calledOff(ACCOUNT)], recipients: [to('gmail')] }).kind).toBe('send');
  });

  it('does not outweigh the sender’s own word that there is personal data', () => {
    const choices = secure({ declaresPersonalData: true });
    expect(verdictOn({ findings: [calledOff(DOUBTFUL)], recipients: [to('gmail')], choices }).kind).toBe(
      'block',
    );
  });

  it.each([
    ['forbidden', { recipients: [to('none')] }],
    ['notChecked', { recipients: [to('unknown')], isServiceReachable: false }],
    ['considerations', { recipients: [to('tls')] }],
  ] as const)('is offered where the mail is %s', (kind, change) => {
    const verdict = verdictOn({ findings: [DOUBTFUL], ...change });
    expect(verdict.problems).toContainEqual(
      expect.objectContaining({ kind, remedies: expect.arrayContaining(['overrideWithReason']) }),
    );
  });

  it('is offered where secure mode would have to be switched on', () => {
    const policy = under('with-reason');
    const asked = { ...policy, secureMode: { ...policy.secureMode, autoActivate: false } };
    expect(remediesOn({ policy: asked, findings: [DOUBTFUL], recipients: [to('tunnel')] })).toContain(
      'overrideWithReason',
    );
  });

  it('is not offered where the sender alone says that there is personal data', () => {
    const choices = secure({ declaresPersonalData: true });
    expect(remediesOn({ choices, recipients: [to('none')] })).not.toContain('overrideWithReason');
  });
});

describe('the value that was called a false alarm', () => {
  const override: Override = { key: findingKey(aFinding()), reason: 'made-up' };

  it('is known again however it is written', () => {
    expect(overrideOf(aFinding({ value: '2512489996' }), [override])).toBe('made-up');
    expect(overrideOf(aFinding({ value: '251248 9996' }), [override])).toBe('made-up');
  });

  it('is not taken for another one, nor for another kind', () => {
    expect(overrideOf(aFinding({ value: '251248-9997' }), [override])).toBeUndefined();
    expect(overrideOf(aFinding({ type: 'se_personnummer' }), [override])).toBeUndefined();
    expect(overrideOf(aFinding())).toBeUndefined();
  });

  it('cannot be told from its key: hundreds of numbers of its kind have the same', () => {
    for (const value of [TEST_CPR, 'anna@gmail.com', '1'])
      expect(findingKey({ type: 'dk_cpr', value })).toMatch(/^[0-9a-z]{4}$/);
  });

  it('is told by kind, place and reason only', () => {
    expect(summariseFinding(aFinding(), [override])).toEqual({ ...CPR, override: 'made-up' });
    expect(summariseFinding(aFinding(), [])).toEqual(CPR);
  });
});

describe('the header of a draft', () => {
  const overrides = OVERRIDE_REASONS.map((reason, index) => ({ key: `key${index}`, reason }));

  it('keeps the false alarms with their reasons', () => {
    expect(parseChoices(formatChoices(secure({ overrides })))).toEqual(secure({ overrides }));
  });

  it('keeps no more than fit into it', () => {
    const many = Array.from({ length: MOST_OVERRIDES + 1 }, (_item, index) => ({
      key: findingKey(aFinding({ value: String(index) })),
      reason: 'nobody' as const,
    }));
    const header = formatChoices(
      secure({ overrides: many, mailbox: `${'a'.repeat(64)}@${'b'.repeat(180)}.example` }),
    );
    expect(header.length).toBeLessThan(900);
    expect(parseChoices(header)?.overrides).toHaveLength(MOST_OVERRIDES);
  });

  it.each(['not=', 'not=key', 'not=key:', 'not=:1', 'not=key:9', 'not=key:x', 'not=key:-1'])(
    'is not misled by %s',
    (part) => expect(parseChoices(`draft; on; ${part}`)).toEqual(secure()),
  );

  it('leaves nothing of them in a mail that goes', () => {
    expect(formatSentHeader({ mode: 'tls' }, secure({ overrides }))).toBe('tls; on');
  });
});
