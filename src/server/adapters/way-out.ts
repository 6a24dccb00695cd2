import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

export interface FailedConnection {
  readonly address: string;
  /** The system's code, such as `ENETUNREACH`. */
  readonly code: string;
  /** It failed before anything can have come back: the system itself refused. */
  readonly isAtOnce: boolean;
}

/** How connecting fails where there is no way; on a machine that has one, the same may be said by others, or of them. */
const NO_WAY: readonly string[] = ['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'];
/** The system knows no way to any such network, or not even such addresses. */
const NO_FAMILY: readonly string[] = ['ENETUNREACH', 'EAFNOSUPPORT'];

/**
 * True where this machine has no way to a whole family of addresses. A host that is down, a network that is out of
 * order and ports that are used up look alike, and say nothing about the family: mail may go there another time.
 */
export function hasNoWayOut(
  { address, code, isAtOnce }: FailedConnection,
  own: readonly string[] = ownAddresses(),
): boolean {
  const isSame = (one: string) => isIPv6(one) === isIPv6(address);
  return (isAtOnce && NO_FAMILY.includes(code)) || (NO_WAY.includes(code) && !own.some(isSame));
}

/** This machine's addresses that others can reach: those of one link lead nowhere (RFC 4291 §2.5.6, RFC 3927 §1). */
function ownAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.flatMap(({ address, internal }) =>
    internal || /^(?:fe[89ab][\da-f]:|169\.254\.)/i.test(address) ? [] : [address],
  );
}
