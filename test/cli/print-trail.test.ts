import { printTrail } from '../../src/cli/print-trail.ts';
import type { Trail } from '../../src/server/lookup/explain.ts';

const AT = '2026-11-26T08:00:00.000Z';
const UNTIL = '2026-11-26T09:00:00.000Z';
const step = {
  isAsked: true,
  origin: 'asked',
  checkedAt: AT,
  expiresAt: UNTIL,
  ms: 7,
  isCut: false,
  isOver: false,
} as const;
const TRAIL_OF_TLS: Trail = {
  address: 'Anna@gmail.com',
  read: { local: 'Anna', domain: 'gmail.com' },
  steps: [
    {
      source: 'certificate',
      ...step,
      answer: { kind: 'inconclusive', reasons: ['directory-unreachable'], evidence: [] },
      isCut: true,
    },
    { source: 'tunnel', ...step, answer: { kind: 'pass', reasons: [], evidence: [] }, isOver: true },
    {
      source: 'tls',
      ...step,
      origin: 'database',
      answer: {
        kind: 'match',
        transport: 'tls',
        assurance: 'verified-now',
        reasons: ['tls-verified'],
        evidence: [
          {
            kind: 'mail-servers',
            domain: 'gmail.com',
            servers: [{ host: 'mx.example', preference: 5 }],
            implicit: false,
          },
        ],
      },
    },
    { source: 'last', isAsked: false },
  ],
  choice: { rule: 'first-match', by: 'tls' },
  tls: { personalData: 'confirm', minimumAssurance: 'verified-now' },
  classification: {
    address: 'Anna@gmail.com',
    transport: 'tls',
    consumer: true,
    personalData: 'no',
    assurance: 'verified-now',
    reasons: ['tls-verified'],
    evidence: [],
    checkedAt: AT,
    expiresAt: UNTIL,
  },
};

const TRAIL: Trail = { ...TRAIL_OF_TLS, consumer: { domain: 'gmail.com', source: 'email-providers' } };

describe('a trail in print', () => {
  test.each([
    'read as     local part "Anna", domain "gmail.com"',
    '1. certificate  inconclusive: could not check (cut off: no time or no room); asked now, 7 ms',
    'because    A certificate directory did not answer. (directory-unreachable)',
    '2. tunnel       pass: does not know the address (ran out meanwhile: counts as open); asked now, 7 ms',
    '3. tls          match: tls, verified-now; from the database, 7 ms',
    'evidence   mail-servers domain="gmail.com" servers=[{"host":"mx.example","preference":5}] implicit=false',
    `checked    ${AT}, holds until ${UNTIL}`,
    '4. last         not asked: a source before it knows the address',
    'chosen      "tls" is the first source in this order that knows the address',
    'class       tls: TLS.',
    'consumer    yes: gmail.com (email-providers)',
    'personal    no: never to consumer mail over TLS (A8)',
    `holds until ${UNTIL}`,
  ])('says: %s', (line) => {
    expect(printTrail(TRAIL)).toContain(line);
  });

  test('says what the policy asks of TLS', () => {
    const classification = { ...TRAIL.classification, consumer: false, personalData: 'depends' } as const;
    const text = printTrail({ ...TRAIL_OF_TLS, classification });
    expect(text).toContain(
      'personal    depends: the policy says "confirm", and asks for at least verified-now',
    );
    expect(text).toContain('consumer    no');
  });

  test('says why something is not looked up', () => {
    const classification = {
      ...TRAIL.classification,
      transport: 'unknown',
      reasons: ['address-blank'],
    } as const;
    const text = printTrail({ address: '', steps: [], classification });
    expect(text).toContain('""\n  read as     nothing that can be looked up: ');
    expect(text).not.toContain('chosen');
  });
});
