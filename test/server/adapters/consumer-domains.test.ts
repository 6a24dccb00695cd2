import fc from 'fast-check';
import { createConsumerDomains } from '../../../src/server/adapters/consumer-domains.ts';
import nordic from '../../../src/server/adapters/consumer-domains-nordic.json' with { type: 'json' };
import { parseDomain } from '../../../src/server/adapters/international-domain.ts';

const find = createConsumerDomains({ additional: ['posten.example'] });

describe('consumer mail', () => {
  test.each([
    ['gmail.com', 'email-providers'],
    ['outlook.com', 'email-providers'],
    ['hotmail.com', 'email-providers'],
    ['jubii.dk', 'Nordic overlay'],
    ['fastmail.com', 'Nordic overlay'],
    ['posten.example', 'policy'],
    ['anna.posten.example', 'policy'],
  ])('is known at %s', (domain, source) => {
    expect(find(domain)?.source).toBe(source);
  });

  test.each([
    ...['hotmail.dk', 'live.dk', 'outlook.dk', 'yahoo.dk', 'stofanet.dk', 'tdcadsl.dk', 'post.tele.dk'],
    ...['icloud.com', 'me.com', 'proton.me', 'protonmail.com', 'pm.me', 'gmx.net', 'gmx.de', 'web.de'],
    ...['mail.ru', 'yandex.ru', 'msn.com', 'live.com', 'googlemail.com', 'yahoo.com', 'aol.com', 'tuta.com'],
    ...['telia.com', 'bredband.net', 'comhem.se', 'hotmail.se', 'spray.se', 'swipnet.se'],
    ...['online.no', 'c2i.net', 'broadpark.no', 'hotmail.no', 'getmail.no'],
    ...['kolumbus.fi', 'elisanet.fi', 'saunalahti.fi', 'luukku.com', 'suomi24.fi'],
    ...['simnet.is', 'internet.is', 'visir.is', 'kallnet.fo', 'greennet.gl'],
  ])('of the Nordics and the world is known: %s', (domain) => {
    expect(find(domain)).toMatchObject({ domain });
  });

  test.each(['partner.example', 'notgmail.com', 'gmail.com.partner.example', 'com', 'kommune.dk', 'tele.dk'])(
    'is not seen at %s',
    (domain) => {
      expect(find(domain)).toBeUndefined();
    },
  );

  test.each(['hospital.com.ar', 'klinik.za.com', 'bo.kapsi.fi'])(
    'does not take in everybody below a public suffix that somebody put on a list: %s',
    (domain) => {
      expect(find(domain)).toBeUndefined();
    },
  );

  test('is told from firms that merely have their mail there: only the own name counts', () => {
    expect(find('advokat-lund.example')).toBeUndefined();
    expect(find('google.com.mail.protection.partner.example')).toBeUndefined();
  });
});

describe('the Nordic overlay', () => {
  test('has domains in the form in which they are looked up, each once', () => {
    const domains = Object.values(nordic.domains).flat();
    expect(domains.map(parseDomain)).toEqual(domains);
    expect(new Set(domains).size).toBe(domains.length);
  });
});

const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,8}[a-z0-9])?$/);

test('whatever stands before the domain of consumer mail, it stays consumer mail', () => {
  fc.assert(
    fc.property(fc.array(label, { maxLength: 4 }), (labels) => {
      expect(find([...labels, 'gmail.com'].join('.'))?.domain).toBe('gmail.com');
    }),
  );
});

test('no spelling of a domain of consumer mail that is read as an address escapes', () => {
  const caps = fc.array(fc.boolean(), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(caps, (isUpper) => {
      const spelling = [...'gmail.com'].map((sign, at) => (isUpper[at] ? sign.toUpperCase() : sign)).join('');
      expect(find(parseDomain(spelling) ?? '')).toBeDefined();
    }),
  );
});
