import type { Evidence } from '../../../domain/evidence.ts';
import { TLS_ASSURANCES } from '../../../domain/transport.ts';
import type { Reason, SourceAnswer, TlsAssurance } from '../../../domain/transport.ts';
import { judgeServer } from './judge-server.ts';
import type { JudgeContext, SeenHost } from './judge-server.ts';

export interface WeighOptions extends JudgeContext {
  readonly evidence: readonly Evidence[];
  /** There are more servers than were asked. */
  readonly isCut: boolean;
}

/** What is definitely not enough decides before what could not be asked, and that before what is good. */
export function weakestServer(hosts: readonly SeenHost[], options: WeighOptions): SourceAnswer {
  const verdicts = hosts.map((host) => judgeServer(host, options));
  const evidence = [...options.evidence, ...hosts.flatMap(evidenceOf)];
  const flags = flagsOf(options);
  const refused = verdicts.flatMap((verdict) => (verdict.kind === 'refused' ? [verdict] : []));
  if (refused.length > 0) {
    const sorted = weakestFirst(refused);
    const reasons = [...new Set([...sorted.flatMap((verdict) => verdict.reasons), ...flags])];
    const assurance = sorted[0]?.assurance ?? 'nothing';
    return { kind: 'match', transport: 'none', assurance, reasons, evidence };
  }
  const open = verdicts.flatMap((verdict) => (verdict.kind === 'open' ? verdict.reasons : []));
  if (options.isCut) open.push('look-up-failed');
  if (open.length > 0) {
    return { kind: 'inconclusive', reasons: [...new Set([...open, ...flags])], evidence };
  }
  const accepted = weakestFirst(
    verdicts.flatMap((verdict) => (verdict.kind === 'accepted' ? [verdict] : [])),
  );
  const [weakest] = accepted;
  if (weakest === undefined) return undeliverable('no-mail-server', evidence);
  const { assurance } = weakest;
  const decisive = accepted.filter((verdict) => verdict.assurance === assurance);
  const reasons = [...new Set([...decisive.flatMap((verdict) => verdict.reasons), ...flags])];
  return { kind: 'match', transport: 'tls', assurance, reasons, evidence };
}

export function undeliverable(reason: Reason, evidence: readonly Evidence[]): SourceAnswer {
  return { kind: 'match', transport: 'undeliverable', assurance: 'nothing', reasons: [reason], evidence };
}

function weakestFirst<T extends { readonly assurance: TlsAssurance | 'nothing' }>(
  verdicts: readonly T[],
): readonly T[] {
  const rank = ({ assurance }: T) =>
    assurance === 'nothing' ? TLS_ASSURANCES.length : TLS_ASSURANCES.indexOf(assurance);
  return [...verdicts].sort((a, b) => rank(b) - rank(a));
}

/** A policy that does not decide is told all the same: somebody may want to put it right. */
function flagsOf({ sts }: JudgeContext): readonly Reason[] {
  if (sts?.outcome === 'testing') return ['sts-testing'];
  return sts?.outcome === 'unreachable' ? ['sts-unreachable'] : [];
}

function evidenceOf({ host, tlsa, probe, dane, isResolved, isBogus = false }: SeenHost): readonly Evidence[] {
  const evidence: Evidence[] = [];
  if (tlsa !== undefined) evidence.push({ kind: 'tlsa', host, ...tlsa });
  if (probe !== undefined) {
    const { port, outcome, protocol, certificate, leftOut, askedBy } = probe;
    evidence.push({
      kind: 'probe',
      host,
      port,
      outcome,
      ...(protocol === undefined ? {} : { protocol }),
      ...(certificate === undefined ? {} : { certificate }),
      ...(leftOut === undefined ? {} : { leftOut }),
      ...(dane === undefined ? {} : { dane }),
      ...(askedBy === undefined ? {} : { askedBy }),
    });
  }
  if (isBogus) evidence.push({ kind: 'dns', domain: host, outcome: 'dns-bogus' });
  else if (!isResolved) evidence.push({ kind: 'dns', domain: host, outcome: 'dns-unreachable' });
  return evidence;
}
