import type { ProbeOutcome, TlsaOutcome, TlsaRecord } from '../../../domain/evidence.ts';
import { TLS_ASSURANCES } from '../../../domain/transport.ts';
import type { Reason, TlsAssurance } from '../../../domain/transport.ts';
import { isListed } from '../../adapters/mta-sts-policy.ts';
import type { StsFinding } from '../../adapters/mta-sts.ts';
import { DECISIVE, INCONCLUSIVE } from '../../adapters/weakest-address.ts';
import type { ProbeResult } from '../../adapters/weakest-address.ts';

/** What is known of one mail server. No probe = no address to ask: none there, or none could be found out. */
export interface HostFacts {
  readonly probe?: ProbeResult;
  /** All its addresses could be found out. */
  readonly isResolved: boolean;
  /** Its addresses fail validation. */
  readonly isBogus?: boolean;
  /** Absent: there was nothing to ask about. */
  readonly tlsa?: TlsaFacts;
  /** Whether every certificate that it showed is one that its TLSA records name; absent: it could not be judged. */
  readonly dane?: 'match' | 'mismatch';
  /** What it showed, where that may be for the domain and is not for the server (`judgeForDomain`). */
  readonly chains?: ProbeResult['chains'];
}

export interface TlsaFacts {
  readonly outcome: TlsaOutcome;
  readonly records: readonly TlsaRecord[];
}

export interface SeenHost extends HostFacts {
  readonly host: string;
}

export interface JudgeContext {
  /** The domain's list of mail servers is signed and was validated. */
  readonly isAuthenticated: boolean;
  /** What the domain demands; absent where it does not matter. */
  readonly sts?: StsFinding;
  /** The policy's; weaker encryption counts as none (spec 4, table). */
  readonly minimumAssurance: TlsAssurance;
}

/** `refused`: mail may go there and would not be safe. `absent`: no mail can go there. */
export type ServerVerdict =
  | { readonly kind: 'absent' }
  | { readonly kind: 'open'; readonly reasons: readonly Reason[] }
  | Weighed<'accepted', TlsAssurance>
  | Weighed<'refused', TlsAssurance | 'nothing'>;
interface Weighed<Kind, Assured> {
  readonly kind: Kind;
  readonly assurance: Assured;
  readonly reasons: readonly Reason[];
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

/**
 * The row of spec 4's table that one mail server stands in. What is definitely not enough comes before what could not
 * be found out, and that before what is good.
 */
export function judgeServer(server: SeenHost, context: JudgeContext): ServerVerdict {
  const { probe, tlsa, dane } = server;
  const open = openReasons(server);
  if (probe === undefined) return open.length === 0 ? { kind: 'absent' } : { kind: 'open', reasons: open };
  if (DECISIVE.includes(probe.outcome)) return refused(REASON_OF[probe.outcome]);
  // RFC 7672 §2.2: also where the list of servers is not signed, and whatever MTA-STS says (RFC 8461 §2).
  if (dane === 'mismatch') return refused('dane-mismatch');
  // RFC 7672 §2.1.2: no answer about TLSA is not "none", which an attacker could bring about.
  if (tlsa?.outcome === 'failed') return { kind: 'open', reasons: ['dane-unanswered', ...open] };
  if (tlsa?.outcome === 'usable' && dane === undefined) {
    return { kind: 'open', reasons: open.length === 0 ? ['dane-unanswered'] : open };
  }
  const verdict = judgeByMeans(server, probe.outcome, context);
  return verdict.kind === 'refused' || open.length === 0 ? verdict : { kind: 'open', reasons: open };
}

/** DANE, MTA-STS, or the certificate alone: the first that has something to say. */
function judgeByMeans(server: SeenHost, outcome: ProbeOutcome, context: JudgeContext): ServerVerdict {
  const { tlsa, dane } = server;
  // RFC 7672 §2.2.1: who can forge a list that is not signed can name a server of his own, with TLSA records of his own.
  if (dane === 'match' && context.isAuthenticated) return accepted('authenticated-dane', 'tls-dane');
  const bySts = judgeBySts(server.host, outcome, context.sts);
  // Stricter than the order of the table: records that cannot be used do not excuse from the domain's own demand.
  if (bySts?.kind === 'refused') return bySts;
  // Who has not been seen to encrypt is not known to (C6), whatever records there are.
  if (INCONCLUSIVE.includes(outcome)) return { kind: 'open', reasons: [REASON_OF[outcome]] };
  if (tlsa?.outcome === 'unusable') return weak('encrypted-only', 'tls-encrypted-only', context);
  if (bySts !== undefined) return bySts;
  if (UNAUTHENTICATED.includes(outcome)) {
    return weak('encrypted-unauthenticated', REASON_OF[outcome], context);
  }
  return accepted('verified-now', 'tls-verified');
}

/** RFC 8461 §5: only an enforced policy decides; one that is tested, ended or out of reach is as none. */
function judgeBySts(host: string, outcome: ProbeOutcome, sts: StsFinding | undefined) {
  if (sts?.outcome !== 'enforce') return undefined;
  if (!isListed(host, sts.servers ?? [])) return refused('sts-server-not-listed');
  if (UNAUTHENTICATED.includes(outcome)) return refused('sts-certificate-invalid', REASON_OF[outcome]);
  return outcome === 'tls-verified' ? accepted('authenticated-sts', 'tls-sts') : undefined;
}

function openReasons({ probe, isResolved, isBogus = false }: SeenHost): readonly Reason[] {
  const outcomes = probe === undefined ? [] : [probe.outcome, ...(probe.unanswered ?? [])];
  const unanswered = outcomes.flatMap((outcome) =>
    INCONCLUSIVE.includes(outcome) ? [REASON_OF[outcome]] : [],
  );
  const unresolved: readonly Reason[] = isBogus ? ['dns-bogus'] : isResolved ? [] : ['dns-unreachable'];
  return [...new Set([...unanswered, ...unresolved])];
}

function accepted(assurance: TlsAssurance, ...reasons: Reason[]): ServerVerdict {
  return { kind: 'accepted', assurance, reasons };
}

function refused(...reasons: Reason[]): ServerVerdict {
  return { kind: 'refused', assurance: 'nothing', reasons };
}

/** Encrypted, and nobody confirms for whom: enough only where the policy says so. */
function weak(assurance: TlsAssurance, reason: Reason, { minimumAssurance }: JudgeContext): ServerVerdict {
  const isEnough = TLS_ASSURANCES.indexOf(minimumAssurance) >= TLS_ASSURANCES.indexOf(assurance);
  return { kind: isEnough ? 'accepted' : 'refused', assurance, reasons: [reason] };
}
