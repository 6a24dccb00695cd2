import {
  formatAskedHeader,
  formatChoices,
  formatSentHeader,
  parseChoices,
} from '../../src/domain/state-header.ts';
import { isAtLeast, maskValue, summariseFinding } from '../../src/domain/finding.ts';
import { aFinding } from '../support/builders.ts';

describe('the state header', () => {
  it.each([
    [{ secureMode: true }],
    [{ secureMode: false }],
    [{ secureMode: true, mailbox: 'hr@phv.example', confirmed: 'abc', declaresPersonalData: true }],
  ])('brings the choices from pane to handler: %j', (choices) => {
    expect(parseChoices(formatChoices(choices))).toEqual(choices);
  });

  it.each([undefined, '', 'something else', 'drafty; on'])('that is "%s" says nothing', (header) => {
    expect(parseChoices(header)).toBeUndefined();
  });

  it('of a mail that was stopped after the check is read back as choices', () => {
    expect(parseChoices('certificate; mailbox=hr@phv.example')).toEqual({
      secureMode: true,
      mailbox: 'hr@phv.example',
    });
    expect(parseChoices('ordinary')).toEqual({ secureMode: false });
    expect(parseChoices('internal')).toEqual({ secureMode: false });
  });

  it.each([
    ['ordinary; on', { mode: 'ordinary' as const }, { secureMode: true }],
    ['ordinary', { mode: 'ordinary' as const }, { secureMode: false }],
    ['tls; personal', { mode: 'tls' as const }, { secureMode: true, declaresPersonalData: true }],
    [
      'mixed; mailbox=hr@phv.example',
      { mode: 'mixed' as const, mailbox: 'hr@phv.example' },
      { secureMode: true },
    ],
  ])('is "%s" while Outlook asks, and loses no choice if the answer is no', (header, sent, choices) => {
    expect(formatAskedHeader(sent, choices)).toBe(header);
    expect(parseChoices(header)).toMatchObject(choices);
  });

  it('cannot be broken by what stands in it', () => {
    expect(formatChoices({ secureMode: true, mailbox: 'a;b\r\nBcc: x@y.example' })).toBe(
      'draft; on; mailbox=abBcc:x@y.example',
    );
  });

  it('of a mail that leaves begins with the word for mail-flow rules', () => {
    expect(formatSentHeader({ mode: 'certificate', mailbox: 'hr@phv.example' })).toBe(
      'certificate; mailbox=hr@phv.example',
    );
    expect(formatSentHeader({ mode: 'mixed', mailbox: 'hr@phv.example' })).toBe(
      'mixed; mailbox=hr@phv.example',
    );
    expect(formatSentHeader({ mode: 'tunnel', mailbox: 'hr@phv.example' })).toBe('tunnel');
    expect(formatSentHeader({ mode: 'certificate' })).toBe('certificate');
  });
});

describe('a finding', () => {
  it('is masked from the fifth sign on', () => {
    expect(maskValue('251248-9996')).toBe('2512••-••••');
    expect(maskValue('DK50 0040')).toBe('DK50 ••••');
  });

  it('leaves the machine without its value and the name of its file', () => {
    expect(summariseFinding(aFinding())).toEqual({ type: 'dk_cpr', confidence: 'high', part: 'body' });
    expect(summariseFinding(aFinding({ part: 'subject' })).part).toBe('subject');
    expect(summariseFinding(aFinding({ part: 'attachment:cpr.pdf' })).part).toBe('attachment');
  });

  it('counts at and above the minimum', () => {
    expect([isAtLeast('low', 'medium'), isAtLeast('medium', 'medium'), isAtLeast('high', 'medium')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
