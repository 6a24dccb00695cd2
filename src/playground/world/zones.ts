import { createHash, X509Certificate } from 'node:crypto';
import type { TlsaData } from 'dns-packet';
import type { ZoneRecords, Zones } from './dns-server.ts';
import type { ServerIdentity } from './mail-certificates.ts';
import { MAIL_DOMAINS, MAIL_HOSTS } from './mail-hosts.ts';
import { TUNNEL_ORGANISATIONS, TUNNEL_SUBDOMAIN } from './tunnel-organisations.ts';
import { ENFORCED_SERVERS, WEB_HOSTS } from './web-hosts.ts';

const LOOPBACK = '127.0.0.1';

/** Domains that are signed (DNSSEC), with the mail servers below them. */
export const SIGNED_DOMAINS: readonly string[] = [
  'nordlys-forsikring.example',
  'sandholm-tandklinik.example',
];

/** The DNS of the sample world. Every server lives on this machine; ports tell them apart. */
export const ZONES: Zones = {
  ...Object.fromEntries([...Object.keys(MAIL_HOSTS), ...WEB_HOSTS].map((host) => [host, { A: [LOOPBACK] }])),
  ...Object.fromEntries(
    [...TUNNEL_ORGANISATIONS.map(({ domain }) => domain), TUNNEL_SUBDOMAIN].map((domain) => [
      domain,
      mailTo(['mx.faelles-drift.example']),
    ]),
  ),
  ...Object.fromEntries(Object.entries(MAIL_DOMAINS).map(([domain, hosts]) => [domain, mailTo(hosts)])),
  ...Object.fromEntries(
    Object.keys(ENFORCED_SERVERS).map((domain) => [`_mta-sts.${domain}`, { TXT: ['v=STSv1; id=20261126;'] }]),
  ),
  // RFC 7505: a single MX with the root as its name says "no mail here".
  'ingen-post.example': { MX: [{ preference: 0, exchange: '.' }], A: [LOOPBACK] },
  'kun-web.example': { TXT: ['this name has neither MX nor address'] },
  'forfalsket-dns.example': { ...mailTo(['mx.webhotel-nord.example']), isBogus: true },
  'dns-fejl.example': 'SERVFAIL',
  'tavs-dns.example': 'never-answers',
};

/** The same, with what the signed domains say of their mail servers' keys (RFC 7672): true of one, wrong of the other. */
export function zonesFor(identities: Readonly<Record<string, ServerIdentity>>): Zones {
  return {
    ...ZONES,
    ...tlsa('mx.nordlys-forsikring.example', identities['mx.nordlys-forsikring.example']),
    ...tlsa('mx.sandholm-tandklinik.example', identities['mx.webhotel-nord.example']),
  };
}

function tlsa(host: string, identity: ServerIdentity | undefined): Zones {
  return identity === undefined ? {} : { [`_25._tcp.${host}`]: { TLSA: [keyDigest(identity)] } };
}

/** DANE-EE, the key itself, SHA-256: "3 1 1" (RFC 7672 §3.1.1). */
function keyDigest({ cert }: ServerIdentity): TlsaData {
  const key = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { usage: 3, selector: 1, matchingType: 1, certificate: createHash('sha256').update(key).digest() };
}

function mailTo(hosts: readonly string[]): ZoneRecords {
  return { MX: hosts.map((exchange, index) => ({ preference: 10 * (index + 1), exchange })) };
}
