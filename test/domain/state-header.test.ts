import { formatChoices, formatSentHeader, parseChoices, parseState } from '../../src/domain/state-header.ts';
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

  it('of a mail that was stopped after the check is read back as the choices it was judged by', () => {
    const choices = { secureMode: true, declaresPersonalData: true, mailbox: 'hr@phv.example' };
    expect(
      parseChoices(formatSentHeader({ mode: 'certificate', mailbox: 'hr@phv.example' }, choices)),
    ).toEqual(choices);
    expect(parseChoices(formatSentHeader({ mode: 'tunnel' }, { secureMode: false }))).toEqual({
      secureMode: false,
    });
    expect(parseChoices(formatSentHeader({ mode: 'internal' }, { secureMode: true }))).toEqual({
      secureMode: true,
    });
  });

  it('cannot be broken by what stands in it', () => {
    expect(formatChoices({ secureMode: true, mailbox: 'a;b\r\nBcc: x@y.example' })).toBe(
      'draft; on; mailbox=abBcc:x@y.example',
    );
  });

  it('of a mail that leaves begins with the word for mail-flow rules', () => {
    const on = { secureMode: true, confirmed: 'abc' };
    expect(formatSentHeader({ mode: 'certificate', mailbox: 'hr@phv.example' }, on)).toBe(
      'certificate; on; mailbox=hr@phv.example',
    );
    expect(formatSentHeader({ mode: 'ordinary' }, { secureMode: false })).toBe('ordinary; off');
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

it.each([
  [undefined, undefined],
  ['draft; on', undefined],
  ['someone else’s', undefined],
  ['ordinary; off', true],
  ['certificate; on; mailbox=hr@phv.example', true],
])('a mail is leaving when the first word is its mode: %s', (header, isLeaving) => {
  expect(parseState(header).isLeaving).toBe(isLeaving);
});
