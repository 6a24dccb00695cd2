import fc from 'fast-check';
import { isPublicAddress } from '../../../src/server/adapters/public-address.ts';
import { LIMITS, outgoing, webServer } from '../../support/outgoing.ts';

const refused = { code: 'outgoing.refused' };
const unreachable = { code: 'outgoing.unreachable' };

describe('an outgoing fetch stays out of the own network', () => {
  test.each([
    ...['127.0.0.1', '127.1', '0177.0.0.1', '0x7f.0.0.1', '0x7f000001', '2130706433', '127.0.0.1.'],
    ...['10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '0'],
    ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:8.8.8.8]', '[::127.0.0.1]', '[fe80::1]', '[fc00::1]'],
    ...['[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[2001:db8::1]', '[ff02::1]'],
    ...[
      '\uff11\uff12\uff17.0.0.1',
      '\u2460\u2461\u2466.0.0.1',
      '127\u30020\u30020\u30021',
      '%31%32%37.0.0.1',
    ],
  ])('however the number is written: %s', async (host) => {
    const made = outgoing({ allowPrivate: false });
    for (const url of [`http://${host}/`, `https://${host}/`, `http://${host}:80/`]) {
      await expect(made.fetch({ url, ...LIMITS })).rejects.toMatchObject(refused);
    }
  });

  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['10.0.0.1', '192.168.0.1', 'fd00::1']],
    [['fe80::1%lo']],
    [['not an address']],
    [['localhost']],
    [[]],
  ])('wherever a name leads: %j', async (addresses) => {
    const { port, asked } = await webServer((_request, answer) => answer.end());
    const made = outgoing({
      allowPrivate: false,
      resolve: async () => addresses,
      ports: new Map([
        ['web.example', port],
        ['localhost', port],
        ['localhost.', port],
      ]),
    });
    for (const host of ['web.example', 'localhost', 'localhost.', 'WEB.example']) {
      await expect(made.fetch({ url: `http://${host}/`, ...LIMITS })).rejects.toMatchObject(refused);
    }
    expect(asked).toEqual([]);
  });

  test('also when a name changes its mind: each connection is judged by what it connects to', async () => {
    const { port, asked } = await webServer((_request, answer) => answer.end());
    const answers = [['127.0.0.1'], ['8.8.8.8', '127.0.0.1']];
    const made = outgoing({
      allowPrivate: false,
      resolve: async () => answers.shift() ?? ['127.0.0.1'],
      ports: new Map([['web.example', port]]),
    });
    const fetch = () => made.fetch({ url: 'http://web.example/', maximumBytes: 10, timeoutMs: 1500 });
    await expect(fetch()).rejects.toMatchObject(refused);
    // Nobody answers at the public address here; what counts is that the other one is not asked instead.
    await expect(fetch()).rejects.toMatchObject(unreachable);
    await expect(fetch()).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  });

  test('a name that cannot be looked up is not reached', async () => {
    const made = outgoing({ resolve: () => Promise.reject(new Error('no DNS')) });
    await expect(made.fetch({ url: 'http://web.example/', ...LIMITS })).rejects.toMatchObject(unreachable);
  });

  test('whatever stands in the address, no private address is ever connected to', async () => {
    const looked: string[] = [];
    const made = outgoing({
      allowPrivate: false,
      resolve: async (host) => {
        looked.push(host);
        return ['127.0.0.1', '::1', '10.0.0.1'];
      },
    });
    const part = fc.oneof(
      fc.constantFrom(
        'http://',
        'https://',
        '127.0.0.1',
        '[::1]',
        '@',
        ':',
        '/',
        '\\',
        '#',
        '?',
        '%00',
        '.',
        '0x7f',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.ipV4(),
      fc.ipV6(),
    );
    const text = fc.oneof(
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
      fc.array(part, { maxLength: 4 }).map((parts) => `http://${parts.join('')}`),
    );
    const isHarmless = (url: string) => {
      if (!URL.canParse(url)) return true;
      return !isPublicAddress(new URL(url).hostname.replace(/^\[|\]$/g, ''));
    };
    await fc.assert(
      fc.asyncProperty(text.filter(isHarmless), async (url) => {
        await expect(made.fetch({ url, ...LIMITS })).rejects.toMatchObject(refused);
      }),
      { numRuns: 500 },
    );
    expect(looked.length).toBeGreaterThan(0);
  }, 60_000);
});
