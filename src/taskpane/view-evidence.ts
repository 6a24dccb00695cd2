import type { Evidence, TlsaRecord } from '../domain/evidence.ts';
import { formatDay, formatInstant } from './text/pane-text.ts';
import type { Wording } from './text/pane-text.ts';
import { certificateLines, foundCertificateLines } from './view-certificate.ts';
import type { EvidenceView, FactLine } from './view-types.ts';

type EvidenceOf<Kind extends Evidence['kind']> = Extract<Evidence, { readonly kind: Kind }>;

/** One piece of evidence (C5) under its title, line by line. */
export function evidenceView(evidence: Evidence, wording: Wording): EvidenceView {
  const texts = wording.pane.evidence;
  switch (evidence.kind) {
    case 'own-domain':
      return { title: texts.ownDomain, lines: [code(texts.domain, evidence.domain)] };
    case 'directory':
      return {
        title: texts.directory,
        lines: [
          line(texts.source, evidence.source),
          line(texts.outcome, texts.directoryOutcome[evidence.outcome]),
        ],
      };
    case 'certificate':
      return { title: texts.certificate, lines: foundCertificateLines(evidence, wording) };
    case 'tunnel-list':
      return { title: texts.tunnelList, lines: tunnelLines(evidence, wording) };
    case 'dns':
      return {
        title: texts.mailServers,
        lines: [
          code(texts.domain, evidence.domain),
          line(texts.outcome, wording.shared.reason[evidence.outcome]),
        ],
      };
    case 'mail-servers':
      return { title: texts.mailServers, lines: serverLines(evidence, wording) };
    case 'tlsa':
      return { title: texts.tlsa, lines: tlsaLines(evidence, wording) };
    case 'mta-sts':
      return { title: texts.sts, lines: stsLines(evidence, wording) };
    case 'probe':
      return { title: texts.probe, lines: probeLines(evidence, wording) };
    case 'consumer-domain':
      return {
        title: texts.consumerDomain,
        lines: [code(texts.domain, evidence.domain), line(texts.source, evidence.source)],
      };
  }
}

function line(label: string, value: string): FactLine {
  return { label, value };
}

function code(label: string, value: string): FactLine {
  return { label, value, isCode: true };
}

/** No line where nothing is known. */
function known<Value>(value: Value | undefined, lineOf: (value: Value) => FactLine): readonly FactLine[] {
  return value === undefined ? [] : [lineOf(value)];
}

function tunnelLines(evidence: EvidenceOf<'tunnel-list'>, { pane, language }: Wording): readonly FactLine[] {
  const texts = pane.evidence;
  return [
    line(texts.organisation, evidence.organisation),
    code(texts.domain, evidence.domain),
    ...known(evidence.listedDomain, (domain) => code(texts.listedDomain, domain)),
    ...known(evidence.since, (day) => line(texts.since, formatDay(day, language))),
    line(texts.listedAt, formatDay(evidence.listedAt, language)),
    line(texts.source, evidence.source),
  ];
}

function serverLines(evidence: EvidenceOf<'mail-servers'>, { pane }: Wording): readonly FactLine[] {
  const texts = pane.evidence;
  const hosts = evidence.servers.map(({ host }) => code(texts.mailServer, host));
  return [
    code(texts.domain, evidence.domain),
    ...(evidence.implicit ? [line(texts.mailServer, texts.implicit)] : hosts),
    ...known(evidence.isAuthenticated, (isSigned) =>
      line(texts.nameSystem, texts.isSigned[isSigned ? 'yes' : 'no']),
    ),
  ];
}

function tlsaLines({ host, outcome, records }: EvidenceOf<'tlsa'>, { pane }: Wording): readonly FactLine[] {
  const texts = pane.evidence;
  return [
    code(texts.mailServer, host),
    line(texts.outcome, texts.tlsaOutcome[outcome]),
    ...records.map((record) => code(texts.tlsaRecord, formatTlsa(record))),
  ];
}

/** As zone files write it (RFC 6698 §2.2). */
function formatTlsa({ usage, selector, matchingType, data }: TlsaRecord): string {
  return `${usage} ${selector} ${matchingType} ${data}`;
}

function stsLines(evidence: EvidenceOf<'mta-sts'>, { pane, language }: Wording): readonly FactLine[] {
  const texts = pane.evidence;
  return [
    code(texts.domain, evidence.domain),
    line(texts.outcome, texts.stsOutcome[evidence.outcome]),
    ...(evidence.servers ?? []).map((pattern) => code(texts.stsServers, pattern)),
    ...known(evidence.fetchedAt, (at) => line(texts.fetchedAt, formatInstant(at, language))),
    ...(evidence.isKept === true ? [line(texts.fetchedAt, texts.stsKept)] : []),
    ...known(evidence.expiresAt, (at) => line(texts.holdsUntil, formatInstant(at, language))),
  ];
}

function probeLines(probe: EvidenceOf<'probe'>, wording: Wording): readonly FactLine[] {
  const texts = wording.pane.evidence;
  return [
    code(texts.mailServer, `${probe.host}:${probe.port}`),
    line(texts.outcome, texts.probeOutcome[probe.outcome]),
    ...known(probe.protocol, (protocol) => line(texts.protocol, protocol)),
    ...known(probe.dane, (dane) => line(texts.dane, texts.daneOutcome[dane])),
    ...known(probe.askedBy, (host) => code(texts.askedBy, host)),
    ...known(probe.leftOut, (family) => line(texts.leftOut, texts.leftOutValue(family))),
    ...(probe.certificate === undefined ? [] : certificateLines(probe.certificate, wording)),
  ];
}
