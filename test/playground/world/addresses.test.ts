import { domainOf, isDomainWithin, parseAddress } from '../../../src/domain/address.ts';
import { TRANSPORTS } from '../../../src/domain/transport.ts';
import { SAMPLE_ADDRESSES, sampleAddress } from '../../../src/playground/world/addresses.ts';
import { PERSONAL_CERTIFICATES } from '../../../src/playground/world/people-certificates.ts';
import { TUNNEL_ORGANISATIONS } from '../../../src/playground/world/tunnel-organisations.ts';
import { ZONES } from '../../../src/playground/world/zones.ts';

test('every class of transport has a sample address', () => {
  expect(new Set(SAMPLE_ADDRESSES.map(({ transport }) => transport))).toEqual(new Set(TRANSPORTS));
});

test('no two share an id or an address', () => {
  expect(new Set(SAMPLE_ADDRESSES.map(({ id }) => id)).size).toBe(SAMPLE_ADDRESSES.length);
  expect(new Set(SAMPLE_ADDRESSES.map(({ address }) => address)).size).toBe(SAMPLE_ADDRESSES.length);
});

test('each is explained in one short line in every language', () => {
  for (const { explanation } of SAMPLE_ADDRESSES)
    for (const line of Object.values(explanation)) expect(line).toMatch(/^[^\n]{10,110}$/);
});

test('those that are meant to be broken are, and no other', () => {
  const broken = SAMPLE_ADDRESSES.filter(({ address }) => !parseAddress(address).ok).map(({ id }) => id);
  expect(broken).toEqual(['contact-list', 'invalid', 'look-alike', 'ip-address']);
});

test('the world knows every domain but the one that does not exist', () => {
  const strangers = SAMPLE_ADDRESSES.filter(
    ({ address }) => parseAddress(address).ok && !(domainOf(address) in ZONES),
  );
  expect(strangers.map(({ id }) => id)).toEqual(['no-such-domain']);
});

test('every address with a story about a certificate has one', () => {
  const holders = PERSONAL_CERTIFICATES.map(({ address }) => address.toLowerCase());
  const stories = SAMPLE_ADDRESSES.filter(({ reason }) => reason.startsWith('certificate-'));
  for (const { address, reason } of stories.filter((sample) => sample.reason !== 'certificate-of-domain'))
    expect({ reason, holders }).toEqual({ reason, holders: expect.arrayContaining([address]) });
});

test('whoever relies on the organisation’s certificate has none, and the organisation has one', () => {
  const { address } = sampleAddress('certificate-of-organisation');
  const holders = PERSONAL_CERTIFICATES.map((holder) => holder.address);
  expect(holders).not.toContain(address);
  expect(holders).toContain(`sikkermail@${domainOf(address)}`);
});

test('the department on tunnel mail is not on the list, but what it belongs to is, with all below', () => {
  const domain = domainOf(sampleAddress('tunnel-below').address);
  expect(TUNNEL_ORGANISATIONS.map((one) => one.domain)).not.toContain(domain);
  const above = TUNNEL_ORGANISATIONS.filter((one) => isDomainWithin(domain, one.domain));
  expect(above.map(({ includesSubdomains }) => includesSubdomains)).toEqual([true]);
});

test('the organisation on the tunnel list is on the tunnel list', () => {
  const domains = TUNNEL_ORGANISATIONS.map(({ domain }) => domain);
  expect(domains).toContain(domainOf(sampleAddress('tunnel').address));
  expect(new Set(domains).size).toBe(domains.length);
});

test('a wrong id in a scene is a mistake that names itself', () => {
  expect(() => sampleAddress('nobody')).toThrow('nobody');
});
