import type { Evidence, ProbeOutcome } from '../../../domain/evidence.ts';
import type { Reason, SourceAnswer } from '../../../domain/transport.ts';
import { DECISIVE, INCONCLUSIVE } from '../../adapters/weakest-address.ts';
import type { ProbeResult } from '../../adapters/weakest-address.ts';

/** What is known of one mail server. No probe = no address to ask: none there, or none could be found out. */
export interface HostFacts {
  readonly probe?: ProbeResult;
  /** All its addresses could be found out. */
  readonly isResolved: boolean;
}

export interface SeenHost extends HostFacts {
  readonly host: string;
}

export interface WeighOptions {
  readonly evidence: readonly Evidence[];
  /** There are more servers than were asked. */
  readonly isCut: boolean;
  /** The policy is content with encryption by a certificate that does not hold (spec 4, table). */
  readonly acceptsUnauthenticated: boolean;
}

const UNAUTHENTICATED: readonly ProbeOutcome[] = [
  'certificate-expired',
  'certificate-wrong-name',
  'certificate-untrusted',
];
const REASON_OF: Readonly<Record<ProbeOutcome, Reason>> = {
  'tls-verified': 'tls-verified',
  'certificate-expired': 'tls-certificate-expired',
  'certificate-wrong-name': 'tls-certificate-wrong-name',
  'certificate-untrusted': 'tls-certificate-untrusted',
  'tls-too-old': 'tls-too-old',
  'no-starttls': 'no-starttls',
  'no-answer-in-time': 'no-answer-in-time',
  refused: 'mail-server-refused',
  unreachable: 'mail-server-unreachable',
  'port-25-blocked': 'port-25-blocked',
};

/** What is definitely not enough decides before what could not be asked, and that before what is good. */
export function weakestServer(hosts: readonly SeenHost[], options: WeighOptions): SourceAnswer {
  const probes = hosts.flatMap(({ host, probe }) => (probe === undefined ? [] : [{ host, ...probe }]));
  const unresolved = hosts.filter(({ isResolved }) => !isResolved);
  const evidence = [
    ...options.evidence,
    ...probes.map(probeEvidence),
    ...unresolved.map(({ host }) => ({ kind: 'dns', domain: host, outcome: 'dns-unreachable' }) as const),
  ];
  const worst = probes.map(({ outcome }) => outcome);
  const plain = reasonsOf(DECISIVE, worst);
  const unproven = reasonsOf(UNAUTHENTICATED, worst);
  const isTooWeak = plain.length > 0 || (unproven.length > 0 && !options.acceptsUnauthenticated);
  if (isTooWeak) {
    const assurance = plain.length > 0 ? 'nothing' : 'encrypted-unauthenticated';
    return { kind: 'match', transport: 'none', assurance, reasons: [...plain, ...unproven], evidence };
  }
  const open = reasonsOf(INCONCLUSIVE, [...worst, ...probes.flatMap(({ unanswered = [] }) => unanswered)]);
  if (unresolved.length > 0) open.push('dns-unreachable');
  if (options.isCut) open.push('look-up-failed');
  if (open.length > 0) return { kind: 'inconclusive', reasons: open, evidence };
  if (probes.length === 0) return undeliverable('no-mail-server', evidence);
  const isProven = unproven.length === 0;
  return {
    kind: 'match',
    transport: 'tls',
    assurance: isProven ? 'verified-now' : 'encrypted-unauthenticated',
    reasons: isProven ? ['tls-verified'] : unproven,
    evidence,
  };
}

export function undeliverable(reason: Reason, evidence: readonly Evidence[]): SourceAnswer {
  return { kind: 'match', transport: 'undeliverable', assurance: 'nothing', reasons: [reason], evidence };
}

function reasonsOf(kind: readonly ProbeOutcome[], seen: readonly ProbeOutcome[]): Reason[] {
  return [...new Set(seen.flatMap((outcome) => (kind.includes(outcome) ? [REASON_OF[outcome]] : [])))];
}

function probeEvidence(probe: ProbeResult & { readonly host: string }): Evidence {
  const { host, port, outcome, protocol, certificate, leftOut, askedBy } = probe;
  return {
    kind: 'probe',
    host,
    port,
    outcome,
    ...(protocol === undefined ? {} : { protocol }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(leftOut === undefined ? {} : { leftOut }),
    ...(askedBy === undefined ? {} : { askedBy }),
  };
}
