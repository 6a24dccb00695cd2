import {
  certificateToPem,
  keyToPem,
  makeAuthority,
  makeLeaf,
  periodAround,
} from '../certificate-authority.ts';
import type { KeyedCertificate, Period } from '../certificate-authority.ts';
import { MAIL_HOSTS } from './mail-hosts.ts';
import type { MailHostBehaviour } from './mail-hosts.ts';
import { ENFORCED_SERVERS, policyHost } from './web-hosts.ts';

export interface ServerIdentity {
  /** PEM: the certificate, and its private key as PKCS #8. */
  readonly cert: string;
  readonly key: string;
}

export interface MailIdentities {
  /** PEM of the CA that a sender is meant to trust. */
  readonly authority: string;
  readonly servers: Readonly<Record<string, ServerIdentity>>;
  /** Of the hosts of MTA-STS policies, all together. */
  readonly web: ServerIdentity;
}

/** Makes the mail CA and a certificate for every mail and web server that shows one; `period` is that of the sound ones. */
export async function makeMailIdentities(now: Date, period: Period): Promise<MailIdentities> {
  const authority = await makeAuthority('CN=Sample Mail CA, O=Sample World, C=DK', period);
  const hosts = Object.entries(MAIL_HOSTS).filter(([, behaviour]) => SHOWS_CERTIFICATE.has(behaviour));
  const servers = await Promise.all(
    hosts.map(async ([host, behaviour]) => {
      const leaf = await makeServerLeaf(host, behaviour, { authority, now, period });
      return [host, await identityOf(leaf)] as const;
    }),
  );
  const web = await makeLeaf(authority, {
    subject: 'CN=Sample policy hosts',
    names: Object.keys(ENFORCED_SERVERS).map((domain) => ({ type: 'dns', value: policyHost(domain) })),
    purpose: 'server',
    period,
  });
  return {
    authority: certificateToPem(authority),
    servers: Object.fromEntries(servers),
    web: await identityOf(web),
  };
}

async function identityOf(leaf: KeyedCertificate): Promise<ServerIdentity> {
  return { cert: certificateToPem(leaf), key: await keyToPem(leaf.privateKey) };
}

const SHOWS_CERTIFICATE: ReadonlySet<MailHostBehaviour> = new Set([
  'good',
  'expired',
  'wrong-name',
  'self-signed',
  'too-old',
]);

function makeServerLeaf(
  host: string,
  behaviour: MailHostBehaviour,
  making: { readonly authority: KeyedCertificate; readonly now: Date; readonly period: Period },
): Promise<KeyedCertificate> {
  const name = behaviour === 'wrong-name' ? 'webhotel-42.faelles-drift.example' : host;
  return makeLeaf(behaviour === 'self-signed' ? undefined : making.authority, {
    subject: `CN=${name}`,
    names: [{ type: 'dns', value: name }],
    purpose: 'server',
    period: behaviour === 'expired' ? periodAround(making.now, -120, -30) : making.period,
  });
}
