import type { PolicyFile } from '../contract/policy.ts';
import type { Keep } from './adapters/keep.ts';
import type { Outgoing } from './adapters/outgoing.ts';
import { createTunnelList } from './adapters/tunnel-list.ts';
import type { TunnelListReader } from './adapters/tunnel-list.ts';
import { fileOrigin, webOrigin } from './adapters/tunnel-list-origin.ts';
import type { Dependency } from './admin/readiness.ts';
import { AppError } from './app-error.ts';
import type { Clock } from './clock.ts';

export interface TunnelListParts {
  /** The whole path of one that the policy file names. */
  readonly inData: (path: string) => string;
  readonly outgoing: Outgoing;
  readonly keep: Keep;
  readonly clock: Clock;
  readonly isConsumer: (domain: string) => boolean;
}

const USUAL_SHRINK_PERCENT = 20;
const USUAL_REFRESH_MINUTES = 60;

/** Follows the list that the policy names, from now on. */
export function openTunnelList(
  entry: PolicyFile['tunnelList'],
  { inData, outgoing, ...parts }: TunnelListParts,
): TunnelListReader {
  const { format, maximumAgeDays, maximumShrinkPercent = USUAL_SHRINK_PERCENT } = entry;
  const origin =
    'file' in entry
      ? fileOrigin(inData(entry.file))
      : webOrigin(entry.url, { outgoing, refreshMinutes: entry.refreshMinutes ?? USUAL_REFRESH_MINUTES });
  return createTunnelList({ ...parts, origin, format, maximumAgeDays, maximumShrinkPercent });
}

/** Health of the list: one that is used still, though its newest state cannot be, is something to see to all the same. */
export function tunnelListDependency({ read, status }: TunnelListReader): Dependency {
  return {
    name: 'tunnelList',
    kind: 'tunnel-list',
    async check() {
      const { isStale, source } = await read();
      const { problem } = status();
      if (problem !== undefined)
        throw new AppError('tunnel-list.kept', `${problem} The last good list is used.`);
      if (isStale)
        throw new AppError(
          'tunnel-list.stale',
          `The tunnel list ${source} is older than the policy allows. Renew it, or raise "maximumAgeDays".`,
        );
    },
    facts: () => ({ ...status() }),
    tellsFix: true,
    fix: 'See to it that "tunnelList" names a list that can be had and read from here.',
  };
}
