import type { Evidence } from '../domain/evidence.ts';
import { transportTextsFor } from '../domain/text/transport/language.ts';
import type { AskedStep, Trail, TrailStep } from '../server/lookup/explain.ts';

const texts = transportTextsFor('en');
const ORIGIN = { asked: 'asked now', memory: 'from memory', database: 'from the database' } as const;
const RULE = {
  'first-match': (by: string) => `"${by}" is the first source in this order that knows the address`,
  'may-be-better': (by: string) =>
    `"${by}" says that it is not secure, but a source could not be asked: there may be a better way (C6)`,
  'no-match': () => 'no source knows the address, so it is never taken for secure (C6)',
} as const;

/** The trail of one look-up as text for people: a line per fact, indented below what it belongs to. */
export function printTrail(trail: Trail): string {
  const { address, classification } = trail;
  const { transport, assurance, checkedAt, expiresAt } = classification;
  return [
    address === '' ? '""' : address,
    `  read as     ${readAs(trail)}`,
    ...trail.steps.flatMap(stepLines),
    ...choiceLines(trail),
    `  class       ${transport}: ${texts.transport[transport]}. ${texts.meaning[transport]}`,
    `  assurance   ${assurance}`,
    `  consumer    ${consumerLine(trail)}`,
    `  personal    ${permissionLine(trail)}`,
    `  checked     ${checkedAt}`,
    `  holds until ${expiresAt}`,
    '',
  ].join('\n');
}

function readAs({ read, classification }: Trail): string {
  if (read !== undefined) return `local part "${read.local}", domain "${read.domain}"`;
  const why = classification.reasons.map((reason) => texts.reason[reason]);
  return `nothing that can be looked up: ${why.join(' ')}`;
}

function stepLines(step: TrailStep, index: number): readonly string[] {
  const name = `  ${index + 1}. ${step.source}`.padEnd(18);
  if (!step.isAsked) return [`${name}not asked: a source before it knows the address`];
  const { answer, origin, ms } = step;
  return [
    `${name}${saidLine(step)}; ${ORIGIN[origin]}, ${ms} ms`,
    ...answer.reasons.map((reason) => `       because    ${texts.reason[reason]} (${reason})`),
    ...answer.evidence.map((evidence) => `       evidence   ${evidenceLine(evidence)}`),
    `       checked    ${step.checkedAt}, holds until ${step.expiresAt}`,
  ];
}

function saidLine({ answer, isCut, isOver }: AskedStep): string {
  const note = isCut
    ? ' (cut off: no time or no room)'
    : isOver
      ? ' (ran out meanwhile: counts as open)'
      : '';
  if (answer.kind === 'match') return `match: ${answer.transport}, ${answer.assurance}${note}`;
  return `${answer.kind === 'pass' ? 'pass: does not know the address' : 'inconclusive: could not check'}${note}`;
}

function choiceLines({ choice }: Trail): readonly string[] {
  return choice === undefined ? [] : [`  chosen      ${RULE[choice.rule](choice.by ?? '')}`];
}

function consumerLine({ consumer }: Trail): string {
  return consumer === undefined ? 'no' : `yes: ${consumer.domain} (${consumer.source})`;
}

function permissionLine({ classification, tls }: Trail): string {
  const answer = texts.permission[classification.personalData].toLowerCase();
  if (tls === undefined) return answer;
  if (classification.consumer) return `${answer}: never to consumer mail over TLS (A8)`;
  return `${answer}: the policy says "${tls.personalData}", and asks for at least ${tls.minimumAssurance}`;
}

/** Kind, then each fact as name=value; facts within facts by a dot. */
function evidenceLine({ kind, ...facts }: Evidence): string {
  return [kind, ...factsOf(facts, '')].join(' ');
}

function factsOf(facts: object, before: string): readonly string[] {
  return Object.entries(facts).flatMap(([name, value]: [string, unknown]) => {
    if (Array.isArray(value)) return [`${before}${name}=${JSON.stringify(value)}`];
    if (typeof value === 'object' && value !== null) return factsOf(value, `${before}${name}.`);
    return [`${before}${name}=${typeof value === 'string' ? JSON.stringify(value) : String(value)}`];
  });
}
