import { isIP } from 'node:net';
import type { CertificateFacts, ProbeOutcome } from '../../domain/evidence.ts';

/** What was seen at one address of a mail server. */
export interface SeenAddress {
  readonly address: string;
  readonly outcome: ProbeOutcome;
  readonly protocol?: string;
  readonly certificate?: CertificateFacts;
  /** The certificates in DER as the server sent them, its own first. */
  readonly chain?: readonly Buffer[];
  /** This machine has no way there, whoever may listen. */
  readonly hasNoRoute?: boolean;
}

/** What holds for a host: the worst of what was seen at its addresses. */
export interface ProbeResult {
  readonly port: number;
  readonly outcome: ProbeOutcome;
  readonly protocol?: string;
  readonly certificate?: CertificateFacts;
  /** The certificates in DER as they were sent, each server's own first: every chain that was seen at its addresses. */
  readonly chains?: readonly (readonly Buffer[])[];
  /** Host of the service that asked in our place. */
  readonly askedBy?: string;
  /** Why addresses gave no answer, each reason once; absent when all answered or it does not matter. */
  readonly unanswered?: readonly ProbeOutcome[];
  /** The family of addresses that this machine has no way to; the other one decided. */
  readonly leftOut?: 'IPv4' | 'IPv6';
}

/** An address that did not answer may be the weakest, so that only a definitely bad one stands before it. */
const WORST_FIRST: readonly ProbeOutcome[] = [
  'no-starttls',
  'tls-too-old',
  'certificate-untrusted',
  'certificate-wrong-name',
  'certificate-expired',
  'refused',
  'no-answer-in-time',
  'unreachable',
  'port-25-blocked',
  'tls-verified',
];
/** Nothing that another address answers makes these better or worse. */
export const DECISIVE: readonly ProbeOutcome[] = ['no-starttls', 'tls-too-old'];
/** Nothing was seen that says how the server takes mail. */
export const INCONCLUSIVE: readonly ProbeOutcome[] = [
  'refused',
  'no-answer-in-time',
  'unreachable',
  'port-25-blocked',
];
const FAMILIES = [
  [4, 'IPv4'],
  [6, 'IPv6'],
] as const;

/** A host is as safe as the least safe of its addresses, since mail may go to any of them (RFC 5321 §5.1). */
export function weakestAddress(seen: readonly SeenAddress[], port: number): ProbeResult {
  const leftOut = familyWithoutRoute(seen);
  const usable = seen.filter(({ address }) => leftOut === undefined || isIP(address) !== leftOut[0]);
  const rank = ({ outcome }: SeenAddress) => WORST_FIRST.indexOf(outcome);
  const [worst] = [...usable].sort((a, b) => rank(a) - rank(b));
  if (worst === undefined) return { port, outcome: 'unreachable' };
  const { outcome, protocol, certificate } = worst;
  const open = usable.flatMap((one) => (INCONCLUSIVE.includes(one.outcome) ? [one.outcome] : []));
  const unanswered = DECISIVE.includes(outcome) ? [] : [...new Set(open)];
  const chains = distinctChains(seen);
  return {
    port,
    outcome,
    ...(protocol === undefined ? {} : { protocol }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(chains.length === 0 ? {} : { chains }),
    ...(unanswered.length === 0 ? {} : { unanswered }),
    ...(leftOut === undefined ? {} : { leftOut: leftOut[1] }),
  };
}

/** Most hosts show the same certificates at all their addresses; they are kept for long, so only once. */
function distinctChains(seen: readonly SeenAddress[]): readonly (readonly Buffer[])[] {
  const chains = seen.flatMap(({ chain }) => (chain === undefined ? [] : [chain]));
  const textOf = (chain: readonly Buffer[]) => chain.map((der) => der.toString('base64')).join();
  return [...new Map(chains.map((chain) => [textOf(chain), chain])).values()];
}

/** Only where the other family gave an answer: a machine without any way out knows nothing. */
function familyWithoutRoute(seen: readonly SeenAddress[]): (typeof FAMILIES)[number] | undefined {
  return FAMILIES.find(([family]) => {
    const own = seen.filter(({ address }) => isIP(address) === family);
    const others = seen.filter(({ address }) => isIP(address) !== family);
    return (
      own.length > 0 &&
      own.every(({ hasNoRoute }) => hasNoRoute === true) &&
      others.some(({ outcome }) => !INCONCLUSIVE.includes(outcome))
    );
  });
}
