/** Publishes what the CA of the sample people has revoked. */
export const REVOCATION_LIST = 'http://spaerring.proevestat.example/oces.crl';
/** No such host: nobody can say of a certificate that names this list whether it is revoked. */
export const LOST_REVOCATION_LIST = 'http://spaerring.forsvundet.example/oces.crl';

/** Mail domain to the patterns of the mail servers that its MTA-STS policy names (RFC 8461 §3.2). */
export const ENFORCED_SERVERS: Readonly<Record<string, readonly string[]>> = {
  'hede-og-bro.example': ['mx.hede-og-bro.example'],
  // Its mail goes to a web hotel nowadays, which nobody wrote into the policy.
  'strandby-fysioterapi.example': ['mx.strandby-fysioterapi.example'],
};

/** Where the policy of a mail domain is published (RFC 8461 §3.3). */
export function policyHost(domain: string): string {
  return `mta-sts.${domain}`;
}

/** The policy as its host serves it (RFC 8461 §3.2). */
export function formatStsPolicy(servers: readonly string[]): string {
  const lines = ['version: STSv1', 'mode: enforce', ...servers.map((pattern) => `mx: ${pattern}`)];
  return [...lines, 'max_age: 604800', ''].join('\r\n');
}

/** Every web host of the sample world. */
export const WEB_HOSTS: readonly string[] = [
  new URL(REVOCATION_LIST).hostname,
  ...Object.keys(ENFORCED_SERVERS).map(policyHost),
];
