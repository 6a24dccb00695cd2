import { permissionFor } from '../domain/permission.ts';
import type { Permission } from '../domain/permission.ts';
import { nameOf } from '../domain/text/listing.ts';
import { TRANSPORTS } from '../domain/transport.ts';
import type { Classification, Reason, Transport } from '../domain/transport.ts';
import type { SendPolicy } from '../domain/policy.ts';
import { namedRecipient } from './judge.ts';
import type { JudgedRecipient, Judgement } from './judge.ts';
import { detailsOf } from './view-details.ts';
import type { Wording } from './text/pane-text.ts';
import type { RecipientItem, RecipientsView, RowView, Tone } from './view-types.ts';

/** With more recipients than this, those that are allowed collapse into one line per transport. */
export const MOST_ROWS = 12;

/** Reasons that only tell what was not found on the way to the answer. */
const PASSED: readonly Reason[] = [
  'certificate-not-found',
  'not-on-tunnel-list',
  'consumer-mail',
  'tls-verified',
  'tls-dane',
  'tls-sts',
  'sts-testing',
  'sts-unreachable',
  'certificate-usable',
  'on-tunnel-list',
];

/** The address itself is at fault, and may look right: then the reason says more than the address. */
const ADDRESS_FAULTS: readonly Reason[] = [
  'address-invalid',
  'domain-not-ascii',
  'domain-mixed-scripts',
  'domain-is-ip-address',
];

export interface RowContext {
  readonly wording: Wording;
  readonly policy: SendPolicy;
  /** Secure mode off and nothing found: colours and the personal data column stay away (A12). */
  readonly isCalm: boolean;
}

/** The recipients as rows: forbidden, unknown, depends, allowed; within that as in the draft. */
export function recipientsView(
  judgement: Judgement,
  context: RowContext & { readonly isFolded: boolean; readonly heldOrder: readonly string[] },
): RecipientsView {
  const rows = judgement.recipients.map((recipient) => rowView(recipient, context));
  const isSettled = judgement.running === 0;
  const ordered = isSettled ? sorted(rows) : held(rows, context.heldOrder);
  return {
    count: rows.length,
    isFolded: context.isFolded,
    hasPersonalDataColumn: !context.isCalm,
    summary: summaryOf(rows, context.wording),
    items:
      rows.length > MOST_ROWS ? collapsed(ordered, context) : ordered.map((row) => ({ kind: 'row', row })),
  };
}

/** The network here keeps us from asking mail servers: said once for the mail, not at each recipient. */
export function isNetworkBlocked({ transport, reasons }: Classification): boolean {
  return transport === 'unknown' && reasons.includes('port-25-blocked');
}

/** The sentence that says best why a recipient got its class; none where it is said once for the whole mail. */
export function mainReason(classification: Classification): Reason | undefined {
  const { reasons } = classification;
  if (isNetworkBlocked(classification)) return undefined;
  const telling = reasons.filter((reason) => !PASSED.includes(reason));
  return telling[telling.length - 1] ?? reasons[reasons.length - 1];
}

/** Forbidden 0, unknown 1, depends 2, allowed 3, not known yet 4. */
function rankOf({ permission, transport, isPending }: RowView): number {
  if (isPending) return 4;
  if (transport === 'unknown') return 1;
  if (permission === 'no') return 0;
  return permission === 'depends' ? 2 : 3;
}

function sorted(rows: readonly RowView[]): readonly RowView[] {
  return [...rows].sort((a, b) => rankOf(a) - rankOf(b));
}

/** While look-ups run nothing moves: rows keep their place, new ones come last. */
function held(rows: readonly RowView[], order: readonly string[]): readonly RowView[] {
  const place = (row: RowView): number => {
    const at = order.indexOf(row.id);
    return at < 0 ? order.length : at;
  };
  return [...rows].sort((a, b) => place(a) - place(b));
}

function collapsed(rows: readonly RowView[], { wording }: RowContext): readonly RecipientItem[] {
  const isAllowed = (row: RowView): boolean => rankOf(row) === 3;
  const groups = TRANSPORTS.flatMap((transport): RecipientItem[] => {
    const members = rows.filter((row) => isAllowed(row) && row.transport === transport);
    const [first] = members;
    if (first === undefined) return [];
    if (members.length === 1) return [{ kind: 'row', row: first }];
    const title = wording.pane.recipients.group(wording.shared.transport[transport], members.length);
    const permissionWord = wording.shared.permission.yes;
    return [
      { kind: 'group', id: transport, transport, tone: first.tone, title, permissionWord, rows: members },
    ];
  });
  const others = rows.filter((row) => !isAllowed(row)).map((row): RecipientItem => ({ kind: 'row', row }));
  return [...others, ...groups];
}

function summaryOf(rows: readonly RowView[], { shared }: Wording): string {
  return TRANSPORTS.flatMap((transport) => {
    const count = rows.filter((row) => row.transport === transport).length;
    return count === 0 ? [] : [`${count} ${shared.transport[transport]}`];
  }).join(' · ');
}

function rowView(judged: JudgedRecipient, context: RowContext): RowView {
  const { wording, policy } = context;
  const { classification } = judged;
  const named = namedRecipient(judged, wording.pane.recipients.unseen);
  const address = named.address.trim();
  const displayName = named.displayName.trim();
  const hasName = address !== '' && displayName !== '' && displayName.toLowerCase() !== address.toLowerCase();
  const base = {
    id: judged.id,
    name: hasName ? displayName : nameOf(named, wording.shared),
    ...(hasName ? { address } : {}),
  };
  if (classification === undefined)
    return {
      ...base,
      isPending: true,
      tone: 'busy',
      summary: withAddress(wording.pane.recipients.pending, base),
    };
  const permission = permissionFor(classification, policy);
  return {
    ...base,
    isPending: false,
    tone: context.isCalm ? calmTone(classification.transport) : toneOf(permission, classification.transport),
    summary: summaryLine(classification, { permission, wording, ...(hasName ? { address } : {}) }),
    transport: classification.transport,
    permission,
    permissionWord: permissionWord(classification, { permission, wording }),
    details: detailsOf(classification, { permission, wording, ...lookUp(judged) }),
  };
}

function lookUp({ recipient }: JudgedRecipient): { lookUp?: string } {
  const canLookUp =
    recipient !== undefined && !recipient.isDistributionList && recipient.address.trim() !== '';
  return canLookUp ? { lookUp: recipient.address } : {};
}

/** What could not be checked is neither yes nor no (C6). */
function permissionWord({ transport }: Classification, { permission, wording }: SummaryContext): string {
  return transport === 'unknown' ? wording.shared.transport.unknown : wording.shared.permission[permission];
}

interface SummaryContext {
  readonly permission: Permission;
  readonly wording: Wording;
  readonly address?: string;
}

/** `TLS, privat webmail`; beside it the address of a named recipient, else why it is in the way. */
function summaryLine(classification: Classification, context: SummaryContext): string {
  const { permission, wording } = context;
  const word = wording.shared.transport[classification.transport];
  const words = classification.consumer ? `${word}, ${wording.shared.consumerMail}` : word;
  const reason = mainReason(classification);
  if (reason === undefined || permission !== 'no' || classification.transport === 'tls')
    return withAddress(words, context);
  const isNamed = context.address !== undefined && !ADDRESS_FAULTS.includes(reason);
  return isNamed ? withAddress(words, context) : `${words} · ${wording.shared.reason[reason]}`;
}

function withAddress(words: string, { address }: { readonly address?: string }): string {
  return address === undefined ? words : `${words} · ${address}`;
}

function toneOf(permission: Permission, transport: Transport): Tone {
  if (transport === 'unknown') return 'unknown';
  return permission === 'no' ? 'bad' : permission === 'depends' ? 'ask' : 'good';
}

function calmTone(transport: Transport): Tone {
  return transport === 'undeliverable' ? 'ask' : 'quiet';
}
