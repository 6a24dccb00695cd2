import type { Finding } from '../finding.ts';

/** Characters from one to the next of the same list. */
const GAP = 120;
const FEWEST = 3;

/**
 * Numbers in a row of the same kind stand for each other: where at least half of three or more are sure, the doubtful
 * ones become medium. Findings come in the order of the text, those of one part together.
 */
export function raiseAmongOthers(findings: readonly Finding[]): readonly Finding[] {
  const raised: Finding[] = [];
  let list: Finding[] = [];
  const close = (): void => {
    const isSure = isSureList(list);
    for (const finding of list) raised.push(isSure ? raise(finding) : finding);
    list = [];
  };
  let previous: Finding | undefined;
  for (const finding of findings) {
    if (previous !== undefined && !isNextTo(previous, finding)) close();
    list.push(finding);
    previous = finding;
  }
  close();
  return raised;
}

function isNextTo(previous: Finding, { type, part, start }: Finding): boolean {
  return type === previous.type && part === previous.part && start - previous.end <= GAP;
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
