import { LRUCache } from 'lru-cache';
import type { ClockWatchOptions } from './clock-watch.ts';
import type { Answered } from './classification.ts';
import { createKeptReply } from './kept-reply.ts';
import type { KeptReply } from './kept-reply.ts';
import type { Standing } from './standing.ts';
import { createTimedMemory } from './timed-memory.ts';

/**
 * Answers as they were given, each under its address and under the way in which it was written. None is given out any
 * more once a source has said something else of what it rests on, whichever recipient of the domain that was found by.
 */
export interface AnswerMemory {
  get(key: string): Answered | undefined;
  keep(key: string, answer: Answered): Answered;
  /** Under the way in which the address is written in this answer only. */
  remember(answer: Answered): Answered;
  /** The answer for this very spelling, unless it is to be renewed or the lists may have changed. */
  recall(address: string): Answered | undefined;
  /** A whole reply by what was asked, as long as each of its answers would be recalled. */
  recallReply(question: string): KeptReply | undefined;
  /** Keeps the reply to a question that is asked for the second time. */
  keepReply(question: string, reply: Buffer, answers: readonly Answered[]): void;
  /** Forgets all when the lists have changed; answers their version. */
  followLists(): Promise<string>;
  isCurrent(version: string): boolean;
}

export interface AnswerMemoryOptions extends ClockWatchOptions {
  readonly listVersion: () => Promise<string>;
}

const MOST_KEPT = 50_000;
const MOST_REPLIES = 2000;
const REPLIES_BYTES = 32 * 1024 * 1024;
/** How long the version of the lists is taken for granted, milliseconds. */
const VERSION_MS = 500;

export function createAnswerMemory({ now, elapsed, listVersion }: AnswerMemoryOptions): AnswerMemory {
  const kept = createTimedMemory<Answered>({ most: MOST_KEPT, now, elapsed });
  const replies = createTimedMemory<StandingReply>({
    most: MOST_REPLIES,
    now,
    elapsed,
    room: { sizeOf: ({ reply }) => reply.plain.length, bytes: REPLIES_BYTES },
  });
  const askedOnce = new LRUCache<string, true>({ max: MOST_REPLIES });
  let version = '';
  let versionSeenAt = -Infinity;
  let following: Promise<string> | undefined;
  const follow = async () => {
    const current = await listVersion();
    if (current !== version) {
      kept.clear();
      replies.clear();
    }
    version = current;
    versionSeenAt = performance.now();
    return current;
  };
  const isSure = () => performance.now() - versionSeenAt <= VERSION_MS;
  const remember = (answer: Answered) => {
    kept.set(spelling(answer.recipient.address), answer, answer.endsAt);
    return answer;
  };
  const get = (key: string) => whileItStands(kept.get(key));
  const recall = (address: string) => {
    const known = isSure() ? get(spelling(address)) : undefined;
    return known !== undefined && known.renewsAt > now() ? known : undefined;
  };
  return {
    get,
    keep(key, answer) {
      kept.set(key, answer, answer.endsAt);
      return remember(answer);
    },
    remember,
    recall,
    recallReply: (question) => (isSure() ? whileItStands(replies.get(question))?.reply : undefined),
    keepReply(question, reply, answers) {
      // Most lists are asked about once: only what is asked again is worth the room.
      if (!askedOnce.has(question)) return void askedOnce.set(question, true);
      const isWhole = answers.every((answer) => recall(answer.recipient.address) === answer);
      if (!isWhole) return;
      const renewsAt = Math.min(...answers.map((answer) => answer.renewsAt));
      const standings = [...new Set(answers.flatMap((answer) => answer.standings))];
      replies.set(question, { reply: createKeptReply(reply), standings }, renewsAt);
    },
    followLists() {
      // All recipients of a request look at the lists once.
      following ??= follow().finally(() => (following = undefined));
      return following;
    },
    isCurrent: (seen) => seen === version,
  };
}

interface StandingReply {
  readonly reply: KeptReply;
  readonly standings: readonly Standing[];
}

function whileItStands<T extends { readonly standings: readonly Standing[] }>(kept: T | undefined) {
  return kept?.standings.some((standing) => standing.isOver()) === true ? undefined : kept;
}

/** Key of an answer by the text that was asked about; no address begins with a space. */
function spelling(address: string): string {
  return ` ${address}`;
}
