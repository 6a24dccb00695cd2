import { countryOf, transferZone } from '../../src/domain/countries.ts';
import { decide } from '../../src/domain/decision.ts';
import type { DecisionFacts, Problem } from '../../src/domain/decision.ts';
import { CPR, aPolicy, facts, to } from '../support/builders.ts';

type Considerations = Extract<Problem, { readonly kind: 'considerations' }>;

const danish = aPolicy();
const policy = { ...danish, organisation: { ...danish.organisation, country: 'DK' } };
const askedOn = (change: Partial<DecisionFacts>): Considerations | undefined =>
  decide(facts({ policy, findings: [CPR], ...change })).problems.find(
    (problem): problem is Considerations => problem.kind === 'considerations',
  );
const at = (domain: string, transport: 'tls' | 'tunnel' | 'certificate' | 'internal' = 'tls') =>
  to(transport, { address: `someone@${domain}` });

describe('before personal data leaves, the sender is asked to consider (A13)', () => {
  it('legal basis and agreement where it depends on the recipient, and nothing of other countries', () => {
    expect(askedOn({ recipients: [at('advokat.dk')] })).toMatchObject({
      considerations: ['legal-basis', 'processing-agreement'],
      countries: [],
    });
  });

  it.each([
    ['universitet.se', 'SE', 'transfer-eea'],
    ['agency.eu', 'EU', 'transfer-eea'],
    ['council.co.uk', 'GB', 'transfer-adequate'],
    ['firma.ch', 'CH', 'transfer-adequate'],
    ['clinic.us', 'US', 'transfer-third'],
    ['hospital.in', 'IN', 'transfer-third'],
  ])('the transfer to %s', (domain, country, consideration) => {
    expect(askedOn({ recipients: [at(domain)] })).toMatchObject({
      considerations: ['legal-basis', consideration, 'processing-agreement'],
      countries: [country],
    });
  });

  it('a recipient abroad also where the way there is safe', () => {
    expect(askedOn({ recipients: [at('kommun.se', 'tunnel'), at('kommune.dk', 'tunnel')] })).toMatchObject({
      recipients: [0],
      countries: ['SE'],
    });
  });

  it('each country and each kind of transfer once, the most serious first', () => {
    const recipients = [at('a.se'), at('b.se'), at('c.in'), at('d.ch')];
    expect(askedOn({ recipients })).toMatchObject({
      considerations: [
        'legal-basis',
        'transfer-third',
        'transfer-adequate',
        'transfer-eea',
        'processing-agreement',
      ],
      countries: ['SE', 'IN', 'CH'],
    });
  });

  it('nothing where all are at home and safe, inside the organisation, or where the mail holds no personal data', () => {
    expect(askedOn({ recipients: [at('kommune.dk', 'tunnel')] })).toBeUndefined();
    expect(askedOn({ recipients: [at('phv.se', 'internal')] })).toBeUndefined();
    expect(askedOn({ recipients: [at('universitet.se')], findings: [] })).toBeUndefined();
  });

  it('no country where the ending of the domain tells none', () => {
    expect(askedOn({ recipients: [at('firm.com'), at('startup.io'), at('phv.example')] })?.countries).toEqual(
      [],
    );
  });

  it('the country of the organisation by its own domain where policy names none', () => {
    const swedish = { ...danish, organisation: { ...danish.organisation, domains: ['skola.se'] } };
    expect(askedOn({ policy: swedish, recipients: [at('kommun.se')] })?.countries).toEqual([]);
    expect(askedOn({ policy: swedish, recipients: [at('kommune.dk')] })?.countries).toEqual(['DK']);
    const nameless = { ...danish, organisation: { ...danish.organisation, domains: [] } };
    expect(askedOn({ policy: nameless, recipients: [at('kommune.dk')] })?.countries).toEqual(['DK']);
  });
});

describe('a domain’s ending', () => {
  it.each([
    ['kommune.dk', 'DK'],
    ['nhs.uk', 'GB'],
    ['europa.eu', 'EU'],
    ['example.com', undefined],
    ['example.io', undefined],
    ['xn--e1afmkfd.xn--p1ai', undefined],
    ['localhost', undefined],
    ['', undefined],
  ])('%s tells %s', (domain, country) => expect(countryOf(domain)).toBe(country));

  it('of a country that the list does not know counts as a third country', () => {
    expect(transferZone('ZZ')).toBe('third');
    expect(transferZone('GL')).toBe('third');
    expect(transferZone('FO')).toBe('adequate');
    expect(transferZone('NO')).toBe('eea');
  });
});
