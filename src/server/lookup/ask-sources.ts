import { setTimeout as wait } from 'node:timers/promises';
import type { MailAddress } from '../../domain/address.ts';
import type { AskOptions, KeptSource, TimedAnswer } from './kept-source.ts';

/** A slow source holds up the next one no longer than this, so that its delay is not added to the others'. */
const HEAD_START_MS = 150;

/** Asks the sources in their order until one matches; better ones that are still thinking are waited for. */
export async function askSources(
  sources: readonly KeptSource[],
  address: MailAddress,
  options: AskOptions,
): Promise<readonly TimedAnswer[]> {
  const started: Promise<TimedAnswer>[] = [];
  for (const source of sources) {
    const asked = source.ask(address, options);
    started.push(asked);
    if (await isSettledMatch(asked)) break;
  }
  return Promise.all(started);
}

async function isSettledMatch(asked: Promise<TimedAnswer>): Promise<boolean> {
  const stop = new AbortController();
  const headStart = wait(HEAD_START_MS, undefined, { signal: stop.signal, ref: false }).catch(
    () => undefined,
  );
  const first = await Promise.race([asked, headStart]);
  stop.abort();
  return first?.answer.kind === 'match';
}
