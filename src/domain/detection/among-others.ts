import type { Finding } from '../finding.ts';

/** Characters from one to the next of the same list. */
const GAP = 120;
const FEWEST = 3;

/**
 * All findings of one text in its order. Numbers in a row of the same kind stand for each other: where at least half of
 * three or more are sure, the doubtful ones become medium.
 */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const numbers = findings.filter(({ type }) => type !== 'context').sort(byPlace);
  const others = findings.filter(({ type }) => type === 'context');
  return [...raiseAmongOthers(numbers), ...others].sort(byPlace);
}

function byPlace(a: Finding, b: Finding): number {
  return a.start - b.start;
}

function raiseAmongOthers(numbers: readonly Finding[]): readonly Finding[] {
  const raised: Finding[] = [];
  let list: Finding[] = [];
  const close = (): void => {
    const isSure = isSureList(list);
    for (const number of list) raised.push(isSure ? raise(number) : number);
    list = [];
  };
  let previous: Finding | undefined;
  for (const number of numbers) {
    if (previous !== undefined && !isNextTo(previous, number)) close();
    list.push(number);
    previous = number;
  }
  close();
  return raised;
}

function isNextTo(previous: Finding, { type, start }: Finding): boolean {
  return type === previous.type && start - previous.end <= GAP;
}

function isSureList(list: readonly Finding[]): boolean {
  return (
    list.length >= FEWEST && list.filter(({ confidence }) => confidence !== 'low').length * 2 >= list.length
  );
}

function raise(finding: Finding): Finding {
  return finding.confidence === 'low'
    ? { ...finding, confidence: 'medium', reasons: [...finding.reasons, 'among-others'] }
    : finding;
}
