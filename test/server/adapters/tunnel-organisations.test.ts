import fc from 'fast-check';
import { AppError } from '../../../src/server/app-error.ts';
import {
  indexOrganisations,
  readOrganisations,
  writtenDomain,
} from '../../../src/server/adapters/tunnel-organisations.ts';
import type { ListBytes, TunnelOrganisation } from '../../../src/server/adapters/tunnel-organisations.ts';

const isConsumer = (domain: string) => domain === 'gmail.com' || domain.endsWith('.gmail.com');
const read = (text: string | Buffer, change: Partial<ListBytes> = {}) =>
  readOrganisations({ bytes: Buffer.from(text), source: 'list', path: 'list', ...change }, isConsumer);
const by: TunnelOrganisation = { domain: 'by.example', name: 'Byen', reach: 'itself' };

describe('a tunnel list', () => {
  test.each<[string, string, Partial<ListBytes>]>([
    ['CSV', 'domain,name\nby.example,Byen', {}],
    [
      'CSV with semicolons, as Excel writes it here',
      '\uFEFFdomain;name\r\nby.example;Byen\r\n',
      { path: 'a.csv' },
    ],
    ['CSV with tabs', 'name\tdomain\nByen\tby.example', {}],
    ['CSV with a line for Excel', 'sep=;\ndomain;name\nby.example;Byen', {}],
    ['CSV with Danish columns, quotes and others between', 'Navn,cvr,"Domæne"\n"Byen",123,BY.example', {}],
    ['CSV with a name of two lines in another column', 'domain,note,name\nby.example,"a\nb",Byen', {}],
    ['JSON of objects', '[{"domain":"by.example","name":"Byen","cvr":1}]', {}],
    ['JSON with a frame', '{"organisations":[{"domain":"by.example","name":"Byen"}]}', {}],
    [
      'JSON by content type',
      '[{"domain":"by.example","name":"Byen"}]',
      { contentType: 'application/json; charset=utf-8' },
    ],
    ['text', '# our partners\n\nby.example Byen\n', {}],
    ['text with tabs and other line ends', '# a\r\rby.example\t  Byen \r', { path: 'list.txt' }],
    ['text that the policy calls so', 'by.example Byen', { format: 'text', path: 'list.csv' }],
  ])('is read from %s', (_kind, text, change) => {
    expect(read(text, change)).toEqual({ organisations: [by], ignored: [] });
  });

  test.each<[string, string]>([
    ['JSON', '["by.example"]'],
    ['text', 'by.example'],
    ['CSV', 'domain\nby.example'],
    ['CSV with an empty cell', 'domain,name\nby.example,'],
  ])('without names shows domains: %s', (_kind, text) => {
    expect(read(text).organisations).toEqual([{ ...by, name: 'by.example' }]);
  });

  test('tells since when', () => {
    const since = '2024-02-29';
    expect(read(`domain,name,since\nby.example,Byen,${since}`).organisations).toEqual([{ ...by, since }]);
    expect(read(JSON.stringify([{ ...by, since }])).organisations).toEqual([{ ...by, since }]);
  });

  test('keeps domains in the form in which they are looked up', () => {
    expect(read('domain,name\nblåbær.example,Blåbær').organisations[0]?.domain).toBe('xn--blbr-roah.example');
  });

  test('that is no UTF-8 is read as Latin-1, or as UTF-16 by its mark, and that is told', () => {
    const text = 'domain,name\nby.example,Øbyen';
    expect(read(Buffer.from(text, 'latin1'))).toMatchObject({
      organisations: [{ name: 'Øbyen' }],
      encoding: 'Latin-1',
    });
    expect(read(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toMatchObject({
      organisations: [{ name: 'Øbyen' }],
      encoding: 'UTF-16',
    });
    expect(read(text)).not.toHaveProperty('encoding');
  });

  test.each<[string, TunnelOrganisation['reach']]>([
    ['domain,subdomains\nby.example,', 'itself'],
    ['domain,subdomains\nby.example,nej', 'itself'],
    ['domain,subdomains\nby.example,JA', 'both'],
    ['domain;Underdomæner\nby.example;x', 'both'],
    ['domain\n.by.example', 'both'],
    ['domain\n*.by.example', 'below'],
    ['domain,subdomains\n*.by.example,yes', 'below'],
    ['.by.example Byen', 'both'],
    ['*.by.example', 'below'],
    ['[".by.example"]', 'both'],
    ['[{"domain":"by.example","includesSubdomains":true}]', 'both'],
    ['[{"domain":"by.example","includesSubdomains":false}]', 'itself'],
    ['[{"domain":"*.by.example","includesSubdomains":true}]', 'below'],
  ])('says for whom an entry stands: %j, %s', (text, reach) => {
    expect(read(text).organisations).toMatchObject([{ domain: 'by.example', reach }]);
  });

  test('may be one that names nobody', () => {
    expect(read('domain,name,since\n').organisations).toEqual([]);
    expect(read('[]').organisations).toEqual([]);
    expect(read('# nobody yet').organisations).toEqual([]);
  });

  test('leaves consumer mail out and tells of it: a mistake there must not keep an older list in use', () => {
    expect(read('by.example Byen\ngmail.com Google\n.post.gmail.com')).toMatchObject({
      organisations: [by],
      ignored: ['gmail.com', 'post.gmail.com'],
    });
  });
});

describe('a tunnel list is refused whole', () => {
  const long = 'a'.repeat(201);

  test.each<[string, string | Buffer, string]>([
    ['has no header', 'by.example,Byen,', 'line 1'],
    ['is empty', '', 'is empty'],
    ['has a column twice', 'domain,domain\na.example,b.example', 'two columns for "domain"'],
    ['has a column twice in two languages', 'domain;Domæne\na.example;b.example', 'two columns for "domain"'],
    ['has two dates', 'domain,since,siden\na.example,2020-01-01,2031-01-01', 'two columns for "since"'],
    ['is blank', ' \r\n', 'is empty'],
    ['is a web page', '<!doctype html><p>by.example', 'web page'],
    ['is no text', Buffer.from([1, 0, 2]), 'no text'],
    ['has a line with too few cells', 'domain,name,since\nby.example', 'line 2'],
    ['has a line with too many cells', 'domain,name\nok.example,Ok\nby.example,By,x', 'line 3'],
    ['has something that is no domain', 'domain,name\nby,Byen', 'line 2: "by" is no domain'],
    ['has a star for a domain', 'domain\n*', 'line 2: "*" is no domain'],
    ['has a star in the middle', 'domain\na.*.example', 'line 2'],
    ['has two stars', 'domain\n*.*.example', 'line 2'],
    ['has two dots', 'domain\n..by.example', 'line 2'],
    ['has a star for a top-level domain', 'domain\n*.dk', 'line 2'],
    ['has a dot for a top-level domain', 'domain\n.dk', 'line 2'],
    ['has a number for a domain', '127.0.0.1 Os selv', 'line 1'],
    ['has a domain that passes for another', 'domain\nb\u0443.example', 'line 2'],
    ['has an address for a domain', 'post@by.example', 'line 1'],
    ['has a web address for a domain', 'https://by.example/', 'line 1'],
    [
      'names a public suffix',
      'a.example\nco.uk Storbritannien',
      'names "co.uk" in line 2, below which anybody',
    ],
    ['names all below a public suffix', '[".a.example","*.kommune.no"]', 'names "*.kommune.no" in entry 2'],
    ['names a host of free pages', 'github.io', 'line 1'],
    ['leaves a quote open', 'domain,name\nby.example,"Byen', 'line 2'],
    ['has a date of another kind', 'domain,since\nby.example,31/1-2024', 'line 2'],
    ['has a date that no year has', 'domain,since\nby.example,2023-02-29', 'line 2'],
    ['says maybe', 'domain,subdomains\nby.example,perhaps', 'line 2'],
    ['has a name without end', `by.example ${long}`, 'line 1'],
    ['has a control in a name', '[{"domain":"by.example","name":"a\\u0007"}]', 'entry 1'],
    ['is half a list', '[{"domain":"by.example"}', 'not valid JSON'],
    ['is another thing', '{"domains":["by.example"]}', 'is no list'],
    ['has another thing in it', '["by.example", 5]', 'entry 2'],
    ['has nothing in it', '[null]', 'entry 1'],
    ['has a domain that is no text', '[{"domain":["by.example"]}]', 'a "domain" in entry 1 that is no text'],
    ['says "yes" where JSON says true', '[{"domain":"by.example","includesSubdomains":"yes"}]', 'entry 1'],
    ['has too many entries', 'a.example\n'.repeat(10_001), 'more than 10000'],
  ])('when it %s, with the place named', (_what, text, place) => {
    expect(() => read(text)).toThrow(AppError);
    expect(() => read(text)).toThrow(place);
  });
});

describe('an organisation that joins later', () => {
  const find = indexOrganisations(
    read(
      'domain,name,since\nby.example,Byen,2031-01-01\n.region.example,Regionen,2020-05-01\n' +
        'syd.region.example,Sydkredsen,2031-01-01\n.stat.example,Staten,2031-01-01\n' +
        'stat.example,Forgængeren,2019-01-01',
    ).organisations,
  );
  const nameOf = (domain: string, today: string) => find(domain, today)?.organisation.name;

  test.each([
    ['by.example', undefined, 'Byen'],
    ['syd.region.example', 'Regionen', 'Sydkredsen'],
    ['x.stat.example', undefined, 'Staten'],
    ['stat.example', 'Forgængeren', 'Staten'],
  ])('does not count for %s before its day, and hides nobody who counts', (domain, before, after) => {
    expect(nameOf(domain, '2030-12-31')).toBe(before);
    expect(nameOf(domain, '2031-01-01')).toBe(after);
  });
});

/** Every kind of list, good or spoilt. */
const label = fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,5}[a-z0-9])?$/);
const domain = fc
  .tuple(label, fc.constantFrom('example', 'by.example', 'dk', 'co.uk', 'kommune.no'))
  .map((parts) => parts.join('.'));
const written = fc.tuple(fc.constantFrom('', '.', '*.'), domain).map((parts) => parts.join(''));
const format = fc.constantFrom('csv', 'json', 'text');
const goodList = fc.tuple(fc.array(written, { maxLength: 8 }), format).map(([domains, kind]) => ({
  domains,
  text:
    kind === 'json'
      ? JSON.stringify(domains)
      : [
          kind === 'csv' ? 'domain,name' : '# list',
          ...domains.map((one) => (kind === 'csv' ? `${one},x` : one)),
        ].join('\n'),
}));

describe('whatever stands on a tunnel list', () => {
  test('nothing but what it names counts, and no suffix ever does', () => {
    const asked = fc.oneof(
      domain,
      fc.tuple(label, domain).map((parts) => parts.join('.')),
      fc.constantFrom('dk', 'example', 'co.uk'),
    );
    fc.assert(
      fc.property(goodList, asked, ({ domains, text }, wanted) => {
        const organisations = organisationsOf(text);
        if (organisations === undefined) return;
        const isNamed = domains.some((one) => {
          const name = one.replace(/^\*?\./, '');
          const isBelow = wanted.endsWith(`.${name}`);
          return one.startsWith('*.') ? isBelow : wanted === name || (one.startsWith('.') && isBelow);
        });
        expect(indexOrganisations(organisations)(wanted, '2026-11-26') !== undefined).toBe(isNamed);
        expect(organisations.map(writtenDomain)).toEqual(domains);
      }),
      { numRuns: 2000 },
    );
  });

  test('it is read or refused with its name, in every state of decay', () => {
    const spoilt = fc
      .tuple(goodList, fc.nat(), fc.nat(10), fc.string({ unit: 'binary', maxLength: 5 }))
      .map(([{ text }, at, length, junk]) => {
        const from = at % (text.length + 1);
        return `${text.slice(0, from)}${junk}${text.slice(from + length)}`;
      });
    const anything = fc.oneof(
      spoilt,
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(anything, fc.option(format, { nil: undefined }), (text, kind) => {
        let organisations: readonly TunnelOrganisation[] = [];
        try {
          ({ organisations } = read(text, { format: kind }));
        } catch (error) {
          expect(error).toMatchObject({
            code: 'tunnel-list.unreadable',
            message: expect.stringMatching(/^The tunnel list list /),
          });
        }
        for (const one of organisations) expect(one.domain).toMatch(/^(?:[a-z0-9-]+\.)+[a-z0-9-]+$/);
      }),
      { numRuns: 3000 },
    );
  });
});

function organisationsOf(text: string): readonly TunnelOrganisation[] | undefined {
  try {
    return read(text).organisations;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
