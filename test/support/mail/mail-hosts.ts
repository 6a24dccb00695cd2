import { makeCertificate } from '../certificates.ts';
import type { Keyed } from '../certificates.ts';
import type { MailBehaviour } from '../servers/mail-server.ts';
import { ONLY_TLS_1_0, ONLY_TLS_1_2 } from '../servers/postfix.ts';
import type { MailDoor } from '../servers/postfix.ts';
import { MAIL_DOMAINS, nameOf } from './mail-domains.ts';
import type { Door, MailDomain, MailDomainName } from './mail-domains.ts';

/** Where the world stands: loopback with ports of its own, or a network of its own with the usual ones. */
export interface Ground {
  /** Addresses of different servers lie in different networks. */
  readonly addressOf: (index: number) => string;
  readonly smtpPort: number;
  readonly webPort: number;
  readonly dnsPort?: number;
}

/** One mail server, and what it shows. */
export interface MailHost {
  readonly name: string;
  readonly address: string;
  readonly door: Door;
  readonly identity: Keyed;
}

/** A domain with its mail servers. */
export interface MailPlace {
  readonly domain: string;
  readonly wish: MailDomain;
  readonly hosts: readonly MailHost[];
}

/** What differs from Postfix's own settings, for the doors that it keeps. */
const POSTFIX: Readonly<Partial<Record<Door, Readonly<Record<string, string>>>>> = {
  good: {},
  tls12: ONLY_TLS_1_2,
  'self-signed': {},
  expired: {},
  'wrong-name': {},
  wildcard: {},
  tls10: ONLY_TLS_1_0,
  plain: { smtpd_tls_security_level: 'none' },
  refusing: { smtpd_delay_reject: 'no', smtpd_client_restrictions: 'reject' },
};
/** Longer than a server takes that does not guard itself, and short enough for a test. */
const GUARD_MS = 2500;

/** All domains with their servers' addresses and certificates. */
export async function makeMailPlaces({ addressOf }: Ground, root: Keyed): Promise<readonly MailPlace[]> {
  let index = 0;
  const names = Object.keys(MAIL_DOMAINS) as MailDomainName[]; // its keys are exactly these
  return Promise.all(
    names.map(async (name) => {
      const wish: MailDomain = MAIL_DOMAINS[name];
      const domain = nameOf(name);
      const hosts = wish.doors.map((door, at) => ({
        name: `mx${at + 1}.${domain}`,
        address: addressOf(++index),
        door,
      }));
      return { domain, wish, hosts: await Promise.all(hosts.map((host) => withIdentity(host, root))) };
    }),
  );
}

async function withIdentity(host: Omit<MailHost, 'identity'>, root: Keyed): Promise<MailHost> {
  const { door, name } = host;
  const identity = await makeCertificate({
    subject: `CN=${name}`,
    key: 'ec',
    extended: 'serverAuth',
    dns: nameFor(door, name),
    ...(door === 'self-signed' ? {} : { issuer: root }),
    ...(door === 'expired' ? { days: [-30, -1] as const } : {}),
  });
  return { ...host, identity };
}

function nameFor(door: Door, name: string): string {
  if (door === 'wrong-name') return 'mx.elsewhere.test';
  return door === 'wildcard' ? name.replace(/^[^.]+/, '*') : name;
}

/** The doors that Postfix keeps. They show the authority too, since TLSA records may name it (RFC 7672 §3.1.2). */
export function postfixDoors(
  hosts: readonly MailHost[],
  root: Keyed,
  port: number,
): Record<string, MailDoor> {
  return Object.fromEntries(
    hosts.flatMap(({ name, address, door, identity }) => {
      const settings = POSTFIX[door];
      if (settings === undefined) return [];
      const pem = door === 'self-signed' ? identity.pem : identity.pem + root.pem;
      const shown = door === 'plain' ? {} : { certificate: { pem, keyPem: identity.keyPem } };
      return [[name, { ...shown, settings, at: { host: address, port } }]];
    }),
  );
}

/** How a server of our own behaves where Postfix does not keep the door; undefined = it does, or nobody does. */
export function ownBehaviour({ door, identity }: MailHost): MailBehaviour | undefined {
  const tls = { cert: identity.pem, key: identity.keyPem };
  switch (door) {
    case 'slow':
      return { tls, teaser: '220-mx.test waits\r\n', delayMs: GUARD_MS };
    case 'busy':
      return { banner: '421 later\r\n' };
    case 'tls-later':
      return { tls, starttls: '454 4.7.0 not now\r\n' };
    case 'tls-never':
      return { tls, starttls: '554 5.7.0 never\r\n' };
    case 'silent':
      return { banner: null };
    default:
      return undefined;
  }
}
