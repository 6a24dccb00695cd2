import type { ProbeOutcome } from '../../../src/domain/evidence.ts';
import { weakestAddress } from '../../../src/server/adapters/weakest-address.ts';

const at = (address: string, outcome: ProbeOutcome, chain?: readonly Buffer[]) => ({
  address,
  outcome,
  ...(chain === undefined ? {} : { chain }),
});
const one = [Buffer.from('leaf'), Buffer.from('issuer')];
const other = [Buffer.from('other')];

describe('the chains of a host', () => {
  test('are those of all addresses, also of those that do not decide, each once', () => {
    const seen = [
      at('192.0.2.1', 'tls-verified', one),
      at('192.0.2.2', 'certificate-untrusted', other),
      at('192.0.2.3', 'tls-verified', [...one]),
      at('192.0.2.4', 'no-answer-in-time'),
    ];
    expect(weakestAddress(seen, 25)).toMatchObject({
      outcome: 'certificate-untrusted',
      chains: [one, other],
      unanswered: ['no-answer-in-time'],
    });
  });

  test('are absent where no address has shown any', () => {
    expect(weakestAddress([at('192.0.2.1', 'no-starttls')], 25)).not.toHaveProperty('chains');
  });
});

test.each<ProbeOutcome>(['refused', 'no-answer-in-time', 'unreachable', 'port-25-blocked'])(
  'an address with %s leaves the host open, however good the others are',
  (outcome) => {
    const seen = [at('192.0.2.1', 'tls-verified', one), at('192.0.2.2', outcome)];
    for (const order of [seen, [...seen].reverse()]) {
      expect(weakestAddress(order, 25)).toMatchObject({ outcome, unanswered: [outcome] });
    }
  },
);

test('a host without any address is not reached', () => {
  expect(weakestAddress([], 25)).toEqual({ port: 25, outcome: 'unreachable' });
});
