import { decide } from '../../src/domain/decision.ts';
import type { DecisionFacts } from '../../src/domain/decision.ts';
import type { FindingSummary } from '../../src/domain/finding.ts';
import { LANGUAGES } from '../../src/domain/policy.ts';
import { alertMessage } from '../../src/domain/text/alert.ts';
import { textsFor } from '../../src/domain/text/language.ts';
import { describeFindings } from '../../src/domain/text/listing.ts';
import { aPolicy, facts, to } from '../support/builders.ts';

const WORDS: FindingSummary = { type: 'context', confidence: 'medium', part: 'body' };
const verdictOn = (change: Partial<DecisionFacts>) => decide(facts({ findings: [WORDS], ...change }));

describe('sensitive words about a person', () => {
  it('are no proof of personal data: the sender is asked where such data may not go', () => {
    const verdict = verdictOn({ recipients: [to('none')] });
    expect(verdict).toMatchObject({
      kind: 'confirm',
      hasPersonalData: false,
      problems: [{ kind: 'sensitiveWords', recipients: [0] }],
    });
    const message = alertMessage({
      verdict,
      recipients: [{ address: 'info@gammelserver.example', displayName: '' }],
      findings: [],
      language: 'da',
    });
    expect(message).toContain('info@gammelserver.example');
    expect(message).toContain('Send kun, hvis det ikke er personoplysninger.');
  });

  it.each(LANGUAGES)(
    'are asked about in the sender’s language, those of a file by its name: %s',
    (language) => {
      const verdict = verdictOn({ recipients: [to('none')] });
      const recipients = [{ address: 'info@gammelserver.example', displayName: '' }];
      const message = alertMessage({ verdict, recipients, findings: [], language });
      expect(message).toContain(textsFor(language).alert.sensitive('info@gammelserver.example'));
      const told = describeFindings(
        [{ type: 'context', category: 'health', confidence: 'medium', file: 'journal.docx' }],
        textsFor(language),
      );
      expect(told).toContain(textsFor(language).place.inside('journal.docx'));
    },
  );

  it('ask nothing where everybody may get personal data, and nothing when they are a false alarm', () => {
    expect(verdictOn({ recipients: [to('internal')] }).problems).toEqual([]);
    const policy = aPolicy({ detection: { ...aPolicy().detection, override: 'with-reason' } });
    const findings: readonly FindingSummary[] = [{ ...WORDS, override: 'nobody' }];
    expect(verdictOn({ recipients: [to('none')], policy, findings }).problems).toEqual([]);
  });

  it('count like a number where policy says so', () => {
    const policy = aPolicy({ detection: { ...aPolicy().detection, context: 'block' } });
    expect(verdictOn({ recipients: [to('none')], policy })).toMatchObject({
      kind: 'block',
      hasPersonalData: true,
    });
  });
});
