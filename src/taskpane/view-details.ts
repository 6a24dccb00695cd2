import type { Permission } from '../domain/permission.ts';
import type { Classification, Reason } from '../domain/transport.ts';
import { formatInstant } from './text/pane-text.ts';
import type { Wording } from './text/pane-text.ts';
import { evidenceView } from './view-evidence.ts';
import type { RowDetails } from './view-types.ts';

interface DetailContext {
  readonly permission: Permission;
  readonly wording: Wording;
  readonly lookUp?: string;
}

/** What a row unfolds to: the meaning in words first, then the reasons, then what they rest on (C5). */
export function detailsOf(classification: Classification, context: DetailContext): RowDetails {
  const { wording, lookUp } = context;
  const { recipients } = wording.pane;
  const { address, checkedAt, expiresAt } = classification;
  const isLookedUp = checkedAt !== '' && lookUp !== undefined;
  return {
    meaning: meaningOf(classification, context),
    reasons: toldReasons(classification).map((reason) => wording.shared.reason[reason]),
    facts: [
      ...(address.trim() === '' ? [] : [{ label: recipients.address, value: address, isCode: true }]),
      { label: recipients.assuranceLabel, value: assuranceOf(classification, wording) },
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

function meaningOf(
  classification: Classification,
  { permission, wording }: DetailContext,
): readonly string[] {
  const { transport, consumer } = classification;
  const { organisationMeaning } = wording.pane.recipients;
  const meaning = [isOrganisations(classification) ? organisationMeaning : wording.shared.meaning[transport]];
  if (consumer && transport === 'tls') meaning.push(wording.pane.recipients.consumerMeaning);
  if (permission === 'depends') meaning.push(wording.pane.recipients.dependsMeaning);
  if (transport === 'tls' && permission === 'no' && !consumer)
    meaning.push(wording.shared.forbidden['tls-not-enough']);
  return meaning;
}

function assuranceOf(classification: Classification, { pane }: Wording): string {
  const { recipients } = pane;
  if (classification.transport === 'unknown') return recipients.assuranceUnknown;
  if (isOrganisations(classification)) return recipients.assuranceOrganisation;
  return recipients.assurance[classification.assurance];
}

/** Not "the recipient has a certificate" where it is the organisation's. */
function toldReasons(classification: Classification): readonly Reason[] {
  const { reasons } = classification;
  return isOrganisations(classification)
    ? reasons.filter((reason) => reason !== 'certificate-usable')
    : reasons;
}

/** The key lies with the recipient's organisation, which can read the mail: "only the recipient" would be untrue. */
function isOrganisations({ transport, reasons }: Classification): boolean {
  return transport === 'certificate' && reasons.includes('certificate-of-domain');
}
