import type { ZoneRecords, Zones } from './dns-server.ts';
import { MAIL_DOMAINS, MAIL_HOSTS } from './mail-hosts.ts';
import { TUNNEL_ORGANISATIONS } from './tunnel-organisations.ts';

const LOOPBACK = '127.0.0.1';

/** The DNS of the sample world. Every mail server lives on this machine; ports tell them apart. */
export const ZONES: Zones = {
  ...Object.fromEntries(Object.keys(MAIL_HOSTS).map((host) => [host, { A: [LOOPBACK] }])),
  ...Object.fromEntries(
    TUNNEL_ORGANISATIONS.map(({ domain }) => [domain, mailTo(['mx.faelles-drift.example'])]),
  ),
  ...Object.fromEntries(Object.entries(MAIL_DOMAINS).map(([domain, hosts]) => [domain, mailTo(hosts)])),
  // RFC 7505: a single MX with the root as its name says "no mail here".
  'ingen-post.example': { MX: [{ preference: 0, exchange: '.' }], A: [LOOPBACK] },
  'kun-web.example': { TXT: ['this name has neither MX nor address'] },
  'dns-fejl.example': 'SERVFAIL',
  'tavs-dns.example': 'never-answers',
};

function mailTo(hosts: readonly string[]): ZoneRecords {
  return { MX: hosts.map((exchange, index) => ({ preference: 10 * (index + 1), exchange })) };
}
