import type { CertificateFacts, Evidence } from '../domain/evidence.ts';
import type { Permission } from '../domain/permission.ts';
import type { Classification } from '../domain/transport.ts';
import { formatDay, formatInstant } from './text/pane-text.ts';
import type { Wording } from './text/pane-text.ts';
import type { EvidenceView, FactLine, RowDetails } from './view-types.ts';

interface DetailContext {
  readonly permission: Permission;
  readonly wording: Wording;
  readonly lookUp?: string;
}

/** What a row unfolds to: the meaning in words first, then the reasons, then what they rest on (C5). */
export function detailsOf(classification: Classification, context: DetailContext): RowDetails {
  const { wording, lookUp } = context;
  const { recipients } = wording.pane;
  const { address, assurance, checkedAt, expiresAt } = classification;
  const isLookedUp = checkedAt !== '' && lookUp !== undefined;
  return {
    meaning: meaningOf(classification, context),
    reasons: classification.reasons.map((reason) => wording.shared.reason[reason]),
    facts: [
      ...(address.trim() === '' ? [] : [{ label: recipients.address, value: address, isCode: true }]),
      { label: recipients.assuranceLabel, value: recipients.assurance[assurance] },
      ...(isLookedUp
        ? [
            { label: recipients.checkedAt, value: formatInstant(checkedAt, wording.language) },
            { label: recipients.holdsUntil, value: formatInstant(expiresAt, wording.language) },
          ]
        : []),
    ],
    evidence: classification.evidence.map((evidence) => evidenceView(evidence, wording)),
    ...(lookUp === undefined ? {} : { lookUp }),
  };
}

/** Issuer, validity and fingerprint of a certificate, line by line. */
export function certificateLines(
  certificate: CertificateFacts,
  { pane, language }: Wording,
): readonly FactLine[] {
  const { evidence } = pane;
  const from = formatDay(certificate.notBefore, language);
  return [
    { label: evidence.subject, value: certificate.subject },
    { label: evidence.issuer, value: certificate.issuer },
    { label: evidence.validity, value: evidence.period(from, formatDay(certificate.notAfter, language)) },
    { label: evidence.serialNumber, value: certificate.serialNumber, isCode: true },
    { label: evidence.fingerprint, value: certificate.fingerprint, isCode: true },
  ];
}

function meaningOf(
  { transport, consumer }: Classification,
  { permission, wording }: DetailContext,
): readonly string[] {
  const meaning = [wording.shared.meaning[transport]];
  if (consumer && transport === 'tls') meaning.push(wording.pane.recipients.consumerMeaning);
  if (permission === 'depends') meaning.push(wording.pane.recipients.dependsMeaning);
  if (transport === 'tls' && permission === 'no' && !consumer)
    meaning.push(wording.shared.forbidden['tls-not-enough']);
  return meaning;
}

function evidenceView(evidence: Evidence, wording: Wording): EvidenceView {
  const texts = wording.pane.evidence;
  const domain = (value: string): FactLine => ({ label: texts.domain, value, isCode: true });
  const source = (value: string): FactLine => ({ label: texts.source, value });
  switch (evidence.kind) {
    case 'own-domain':
      return { title: texts.ownDomain, lines: [domain(evidence.domain)] };
    case 'directory':
      return {
        title: texts.directory,
        lines: [
          source(evidence.source),
          { label: texts.outcome, value: texts.directoryOutcome[evidence.outcome] },
        ],
      };
    case 'certificate':
      return {
        title: texts.certificate,
        lines: [...certificateLines(evidence.certificate, wording), source(evidence.source)],
      };
    case 'tunnel-list':
      return { title: texts.tunnelList, lines: tunnelLines(evidence, wording) };
    case 'dns':
      return {
        title: texts.mailServers,
        lines: [
          domain(evidence.domain),
          { label: texts.outcome, value: wording.shared.reason[evidence.outcome] },
        ],
      };
    case 'mail-servers':
      return { title: texts.mailServers, lines: serverLines(evidence, wording) };
    case 'tlsa':
      return {
        title: texts.mailServers,
        lines: [{ label: texts.mailServers, value: evidence.host, isCode: true }],
      };
    case 'mta-sts':
      return { title: texts.mailServers, lines: [domain(evidence.domain)] };
    case 'probe':
      return { title: texts.probe, lines: probeLines(evidence, wording) };
    case 'consumer-domain':
      return { title: texts.consumerDomain, lines: [domain(evidence.domain), source(evidence.source)] };
  }
}

type EvidenceOf<Kind extends Evidence['kind']> = Extract<Evidence, { readonly kind: Kind }>;

function tunnelLines(
  { organisation, domain, since, listedAt, source }: EvidenceOf<'tunnel-list'>,
  { pane, language }: Wording,
): readonly FactLine[] {
  const texts = pane.evidence;
  return [
    { label: texts.organisation, value: organisation },
    { label: texts.domain, value: domain, isCode: true },
    ...(since === undefined ? [] : [{ label: texts.since, value: formatDay(since, language) }]),
    { label: texts.listedAt, value: formatDay(listedAt, language) },
    { label: texts.source, value: source },
  ];
}

function serverLines(
  { domain, servers, implicit }: EvidenceOf<'mail-servers'>,
  { pane }: Wording,
): readonly FactLine[] {
  const texts = pane.evidence;
  const hosts = servers.map(({ host }): FactLine => ({
    label: texts.mailServers,
    value: host,
    isCode: true,
  }));
  return [
    { label: texts.domain, value: domain, isCode: true },
    ...(implicit ? [{ label: texts.mailServers, value: texts.implicit }] : hosts),
  ];
}

function probeLines(probe: EvidenceOf<'probe'>, wording: Wording): readonly FactLine[] {
  const texts = wording.pane.evidence;
  return [
    { label: texts.mailServers, value: `${probe.host}:${probe.port}`, isCode: true },
    { label: texts.outcome, value: texts.probeOutcome[probe.outcome] },
    ...(probe.protocol === undefined ? [] : [{ label: texts.protocol, value: probe.protocol }]),
    ...(probe.certificate === undefined ? [] : certificateLines(probe.certificate, wording)),
  ];
}
