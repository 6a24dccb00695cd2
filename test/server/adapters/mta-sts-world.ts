import type { DnsAnswer, Resolver } from '../../../src/server/adapters/dns.ts';

export const DOMAIN = 'partner.example';
export const text = (mode = 'enforce', maxAge = 604_800) =>
  `version: STSv1\nmode: ${mode}\nmx: mx.${DOMAIN}\nmax_age: ${maxAge}\n`;
export const found = (...records: string[]): DnsAnswer<string> => ({
  kind: 'found',
  records,
  isAuthenticated: false,
});
export const announced = (id: string) => found(`v=STSv1; id=${id};`);

/** DNS in which there are texts only. */
export function resolverOf(texts: (name: string) => DnsAnswer<string>): Resolver {
  const none = { kind: 'no-domain', isAuthenticated: false } as const;
  return {
    mailServers: async () => none,
    addresses: async () => none,
    texts: async (name) => texts(name),
    tlsa: async () => none,
    records: async () => none,
    isAnswering: async () => true,
  };
}
