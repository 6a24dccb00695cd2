import type { TimedAnswer } from './kept-source.ts';

/**
 * Whether a source still says what it said. All that was made from its answer shares the standing: one domain's answer
 * serves all recipients there, however they are written, and none of them may outlive it.
 */
export interface Standing {
  readonly isOver: () => boolean;
  readonly end: () => void;
}

function createStanding(): Standing {
  let isOver = false;
  return { isOver: () => isOver, end: () => void (isOver = true) };
}

/** The newest answer of a source. One from before that says something else, or holds longer, is over with that. */
export function followStanding(next: TimedAnswer, before: TimedAnswer | undefined): TimedAnswer {
  if (before?.standing !== undefined && isBorneOut(before, next))
    return { ...next, standing: before.standing };
  before?.standing?.end();
  return { ...next, standing: createStanding() };
}

function isBorneOut(before: TimedAnswer, next: TimedAnswer): boolean {
  return next.expiresAt >= before.expiresAt && saidBy(next) === saidBy(before);
}

/** What an answer says, without the evidence that it rests on. */
function saidBy({ answer }: TimedAnswer): string {
  const { kind, reasons } = answer;
  const said = kind === 'match' ? [kind, answer.transport, answer.assurance] : [kind];
  return [...said, ...reasons].join(' ');
}
