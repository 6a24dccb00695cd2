import type { Evidence } from '../../src/domain/evidence.ts';
import { LANGUAGES } from '../../src/domain/policy.ts';
import { formatInstant, wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { evidenceView } from '../../src/taskpane/view-evidence.ts';

const AT = '2026-11-26T13:02:00.000Z';
const LATER = '2026-12-03T13:02:00.000Z';
const HOST = 'mx.firma.example';
const da = wordingFor('da');
const at = (instant: string): string => formatInstant(instant, 'da');

const linesOf = (evidence: Evidence): readonly (readonly [string, string])[] =>
  evidenceView(evidence, da).lines.map(({ label, value }) => [label, value] as const);

describe('what a domain says of its mail server (DANE)', () => {
  it('is shown with the entry as zone files write it', () => {
    const records = [{ usage: 3, selector: 1, matchingType: 1, data: '0c72ac70' }];
    expect(evidenceView({ kind: 'tlsa', host: HOST, outcome: 'usable', records }, da)).toEqual({
      title: 'Domænets bekræftelse af mailserveren (DANE)',
      lines: [
        { label: 'Mailserver', value: HOST, isCode: true },
        { label: 'Resultat', value: 'der er en bekræftelse' },
        { label: 'TLSA', value: '3 1 1 0c72ac70', isCode: true },
      ],
    });
  });

  it.each([
    ['none', 'der er ingen bekræftelse'],
    ['failed', 'opslaget fik intet svar'],
    ['not-signed', 'ikke slået op, for serverens navn er ikke signeret'],
    ['unusable', 'der er en bekræftelse, men den kan ikke bruges'],
  ] as const)('%s is told in words, never as a yes', (outcome, words) => {
    expect(linesOf({ kind: 'tlsa', host: HOST, outcome, records: [] })).toEqual([
      ['Mailserver', HOST],
      ['Resultat', words],
    ]);
  });
});

describe('a domain’s rule for encryption (MTA-STS)', () => {
  it('is shown with its servers, when it was fetched and how long it holds', () => {
    const evidence: Evidence = {
      kind: 'mta-sts',
      domain: 'firma.example',
      outcome: 'enforce',
      servers: [HOST, '*.firma.example'],
      fetchedAt: AT,
      expiresAt: LATER,
    };
    expect(linesOf(evidence)).toEqual([
      ['Domæne', 'firma.example'],
      ['Resultat', 'mail må kun sendes krypteret til de servere, reglen nævner'],
      ['Servere i reglen', HOST],
      ['Servere i reglen', '*.firma.example'],
      ['Hentet', at(AT)],
      ['Gælder til', at(LATER)],
    ]);
  });

  it('that could not be fetched anew says so beside its date', () => {
    const evidence: Evidence = {
      kind: 'mta-sts',
      domain: 'firma.example',
      outcome: 'enforce',
      fetchedAt: AT,
      isKept: true,
    };
    expect(linesOf(evidence)).toContainEqual([
      'Hentet',
      'kunne ikke hentes igen, så den forrige gælder stadig',
    ]);
  });

  it('that is not there has neither servers nor dates', () => {
    expect(linesOf({ kind: 'mta-sts', domain: 'firma.example', outcome: 'no-policy' })).toEqual([
      ['Domæne', 'firma.example'],
      ['Resultat', 'domænet har ingen regel'],
    ]);
  });
});

describe('a question to a mail server', () => {
  const probe = { kind: 'probe', host: HOST, port: 25, outcome: 'tls-verified' } as const;

  it('says whether the certificate is the confirmed one, and who asked in our place', () => {
    const lines = linesOf({ ...probe, dane: 'mismatch', askedBy: 'spejder.phv.example', leftOut: 'IPv6' });
    expect(lines).toEqual([
      ['Mailserver', `${HOST}:25`],
      ['Resultat', 'krypteret, certifikatet er efterprøvet'],
      ['Bekræftelse (DANE)', 'certifikatet er et andet end det, domænet har bekræftet'],
      ['Spurgt af', 'spejder.phv.example'],
      ['Ikke spurgt', 'serverens IPv6-adresser, som ikke kan nås herfra'],
    ]);
  });

  it('says nothing of a confirmation where none was compared', () => {
    expect(linesOf(probe)).toHaveLength(2);
  });
});

describe('the names of the mail servers', () => {
  const servers = {
    kind: 'mail-servers',
    domain: 'firma.example',
    servers: [{ host: HOST, preference: 10 }],
    implicit: false,
  } as const;

  it.each([
    [true, 'signeret og efterprøvet (DNSSEC)'],
    [false, 'ikke signeret'],
  ])('say whether they are signed: %s', (isAuthenticated, words) => {
    expect(linesOf({ ...servers, isAuthenticated })).toContainEqual(['Navneopslag', words]);
  });

  it('do not say "not signed" where nobody looked', () => {
    expect(linesOf(servers).map(([label]) => label)).not.toContain('Navneopslag');
  });
});

test('an organisation on the tunnel list by the domain above says which', () => {
  const lines = linesOf({
    kind: 'tunnel-list',
    source: 'liste.csv',
    organisation: 'Sygehus Vestkyst',
    domain: 'afdeling.sygehus.example',
    listedDomain: 'sygehus.example',
    listedAt: AT,
  });
  expect(lines).toContainEqual(['Domæne', 'afdeling.sygehus.example']);
  expect(lines).toContainEqual(['Hører under', 'sygehus.example']);
});

test.each(LANGUAGES)('no word is missing and none is a code, in %s', (language) => {
  const wording = wordingFor(language);
  const { tlsaOutcome, stsOutcome, daneOutcome, certificateUse } = wording.pane.evidence;
  const words = [tlsaOutcome, stsOutcome, daneOutcome, certificateUse.use, certificateUse.state];
  for (const word of words.flatMap((table) => Object.values(table)))
    expect(word).toMatch(/^\p{Ll}[\p{L} ,’'-]+$/u);
});
