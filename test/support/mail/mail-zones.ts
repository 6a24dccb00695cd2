import { createHash } from 'node:crypto';
import type { Keyed } from '../certificates.ts';
import type { ZoneWish } from '../servers/signed-zones.ts';
import type { Ground, MailHost, MailPlace } from './mail-hosts.ts';
import type { TlsaWish } from './mail-domains.ts';
import { policyHostOf } from './policy-host.ts';

const ZONES = { signed: 'signed', open: 'insecure', bogus: 'bogus' } as const;
/** Stands in the records whose signature is to fail, until somebody forges them. */
const GENUINE = 'ab'.repeat(32);
const FORGED = 'cd'.repeat(32);

/** The zones that all domains lie in, each with its records. */
export function mailZones(
  places: readonly MailPlace[],
  ground: Ground,
  root: Keyed,
): Record<string, ZoneWish> {
  return Object.fromEntries(
    (['signed', 'open', 'bogus'] as const).map((zone) => {
      const own = places.filter(({ wish }) => wish.zone === zone);
      const records = own.flatMap((place) => recordsOf(place, ground, root));
      const isForged = own.some(({ wish }) => wish.tlsa === 'forged');
      const extra = zone === 'open' ? [`null.open.test. MX 0 .`] : [];
      return [
        `${zone}.test`,
        {
          state: ZONES[zone],
          records: [...records, ...extra],
          ...(isForged ? { forged: { [GENUINE]: FORGED } } : {}),
        },
      ];
    }),
  );
}

function recordsOf({ domain, wish, hosts }: MailPlace, ground: Ground, root: Keyed): readonly string[] {
  const mail = hosts.flatMap((host, at) => [
    `${domain}. MX ${(at + 1) * 10} ${host.name}.`,
    `${host.name}. A ${host.address}`,
    ...(wish.tlsa === undefined
      ? []
      : tlsaData(wish.tlsa, host, root).map((data) => `_25._tcp.${host.name}. TLSA ${data}`)),
  ]);
  if (wish.sts === undefined) return mail;
  return [
    ...mail,
    `_mta-sts.${domain}. TXT "v=STSv1; id=1;"`,
    `${policyHostOf(domain)}. A ${ground.addressOf(0)}`,
  ];
}

/** Usage, selector, matching type and data of each record (RFC 6698 §2.1). */
function tlsaData(wish: TlsaWish, { identity }: MailHost, root: Keyed): readonly string[] {
  const key = Buffer.from(identity.certificate.publicKey.rawData);
  const ownKey = `3 1 1 ${digest('sha256', key)}`;
  const otherKey = `3 1 1 ${'ef'.repeat(32)}`;
  const unusable = `1 0 1 ${digest('sha256', identity.der)}`;
  const data: Readonly<Record<TlsaWish, readonly string[]>> = {
    'own-key': [ownKey],
    'own-key-sha512': [`3 1 2 ${digest('sha512', key)}`],
    'own-key-whole': [`3 1 0 ${key.toString('hex')}`],
    'own-authority': [`2 0 1 ${digest('sha256', root.der)}`],
    'old-and-new-key': [otherKey, ownKey],
    'own-key-and-unusable': [unusable, ownKey],
    'other-key': [otherKey],
    'other-authority': [`2 0 1 ${'ef'.repeat(32)}`],
    unusable: [unusable],
    forged: [`3 1 1 ${GENUINE}`],
  };
  return data[wish];
}

function digest(algorithm: 'sha256' | 'sha512', data: Buffer): string {
  return createHash(algorithm).update(data).digest('hex');
}
