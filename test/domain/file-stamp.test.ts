import { UNREAD_REASONS } from '../../src/domain/attachment.ts';
import type { FileFinding, FileResult } from '../../src/domain/attachment.ts';
import { formatStamps, parseStamps, stampFile } from '../../src/domain/file-stamp.ts';
import { findingKey } from '../../src/domain/override.ts';
import { formatState, parseState } from '../../src/domain/state-header.ts';
import { aFinding } from '../support/builders.ts';

const inFile = (change: Partial<FileFinding> = {}): FileFinding => ({
  ...aFinding({ part: 'attachment:a.docx' }),
  place: [],
  before: '',
  after: '',
  ...change,
});
const seen = (...findings: readonly FileFinding[]): FileResult => ({ findings, unread: [] });

describe('the stamp of a file', () => {
  it('counts what was found by kind and confidence, and holds no value', () => {
    const health = inFile({ type: 'context', category: 'health', confidence: 'medium', value: 'diabetes' });
    const stamp = stampFile('k1', seen(inFile(), inFile(), inFile({ confidence: 'low' }), health));
    expect(stamp.findings).toEqual([
      { type: 'dk_cpr', confidence: 'high', part: 'attachment', count: 2 },
      { type: 'dk_cpr', confidence: 'low', part: 'attachment', count: 1 },
      { type: 'context', category: 'health', confidence: 'medium', part: 'attachment', count: 1 },
    ]);
    expect(formatStamps([stamp], 100)).toBe('k1:a2--2.a0--1.j1a-1');
  });

  it('brings everything from pane to handler', () => {
    const finding = inFile();
    const overrides = [{ key: findingKey(finding), reason: 'made-up' as const }];
    const health = inFile({ type: 'context', category: 'health', value: 'diabetes' });
    const stamps = [
      stampFile('k1', seen(finding, health), overrides),
      stampFile('k2', seen()),
      ...UNREAD_REASONS.map((reason, index) =>
        stampFile(`u${index}`, { findings: [finding], unread: [{ place: [], reason }] }),
      ),
    ];
    expect(stamps[0]?.findings[0]?.override).toBe('made-up');
    expect(parseStamps(formatStamps(stamps, 900))).toEqual(stamps);
  });

  it('says no more than 999 of a kind', () => {
    const many = Array.from({ length: 1200 }, () => inFile());
    const stamps = [stampFile('k1', seen(...many))];
    expect(stamps[0]?.findings[0]?.count).toBe(999);
    expect(parseStamps(formatStamps(stamps, 900))).toEqual(stamps);
  });

  it('that does not fit is left out whole, and others may follow', () => {
    const long = stampFile('long', seen(inFile(), inFile({ confidence: 'low' })));
    const short = stampFile('s', seen());
    expect(formatStamps([long, short], 10)).toBe('s:');
    expect(formatStamps([long], 10)).toBe('');
  });

  it.each([
    '',
    'k1',
    'K1:',
    ':',
    'k1:a2--0',
    'k1:a2--1000',
    'k1:a2--1.',
    'k1:z2--1',
    'k1:a7--1',
    'k1:a2z-1',
    'k1:a2-9-1',
    'k1:a2-91',
    'k1:!',
    'k1:!99',
    'k1:a2--1!x',
    'k1: a2--1',
  ])('that is "%s" is none, so that the file counts as not looked through', (text) => {
    expect(parseStamps(text)).toEqual([]);
  });

  it('that stands there twice is none: one of them is not true', () => {
    expect(parseStamps('k1:,k2:,k1:a2--1')).toEqual([{ key: 'k2', findings: [] }]);
    expect(parseStamps()).toEqual([]);
  });
});

describe('the header of a draft with files', () => {
  const files = [stampFile('k1', seen(inFile()))];

  it.each([
    [{ files: [] }, 'draft'],
    [{ files }, 'draft; files=k1:a2--1'],
    [{ choices: { secureMode: true }, files: [] }, 'draft; on'],
    [{ choices: { secureMode: false, mailbox: 'hr@phv.example' }, files }, undefined],
  ])('brings choices and stamps from pane to handler: %j', (state, header) => {
    expect(parseState(formatState(state))).toEqual(state);
    if (header !== undefined) expect(formatState(state)).toBe(header);
  });

  it.each([undefined, '', 'other; files=k1:'])('that is "%s" says nothing', (header) => {
    expect(parseState(header)).toEqual({ files: [] });
  });

  it('keeps within the length of a header line, and then rather leaves files out than choices', () => {
    const many = Array.from({ length: 300 }, (_zero, index) => stampFile(`key${index}`, seen(inFile())));
    const header = formatState({ choices: { secureMode: true, mailbox: 'hr@phv.example' }, files: many });
    expect('x-secure-send: '.length + header.length).toBeLessThanOrEqual(998);
    const { choices, files: kept } = parseState(header);
    expect(choices).toEqual({ secureMode: true, mailbox: 'hr@phv.example' });
    expect(kept.length).toBeGreaterThan(30);
    expect(kept).toEqual(many.slice(0, kept.length));
  });
});
