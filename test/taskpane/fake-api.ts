import type { SendPolicy } from '../../src/domain/policy.ts';
import type { Classification } from '../../src/domain/transport.ts';
import type { Api } from '../../src/taskpane/api.ts';
import { ApiError } from '../../src/taskpane/api-error.ts';
import { aPolicy } from '../support/builders.ts';

export interface FakeApiOptions {
  readonly answers?: readonly Classification[];
  /** Addresses about which no answer ever comes. */
  readonly silentAbout?: readonly string[];
  readonly isAway?: boolean;
  readonly policy?: SendPolicy;
  readonly organisations?: Awaited<ReturnType<Api['tunnelOrganisations']>>['organisations'];
  readonly certificates?: Awaited<ReturnType<Api['certificates']>>['certificates'];
}

/** The service as the pane sees it, answering at once from what the test gives it. */
export function fakeApi(options: FakeApiOptions = {}): Api {
  const answers = new Map((options.answers ?? []).map((answer) => [answer.address, answer]));
  const reach = async (): Promise<void> => {
    await Promise.resolve();
    if (options.isAway === true) throw new ApiError('api.unreachable', 'away');
  };
  return {
    classify: async ({ addresses, onAnswer }) => {
      await reach();
      for (const address of addresses) {
        const answer = answers.get(address);
        if (answer !== undefined) onAnswer(answer);
      }
      if (addresses.some((address) => options.silentAbout?.includes(address)))
        await new Promise(() => undefined);
    },
    policy: async () => {
      await reach();
      return options.policy ?? aPolicy();
    },
    tunnelOrganisations: async (query) => {
      await reach();
      const all = options.organisations ?? [];
      const organisations = all.filter(({ name, domain }) =>
        `${name} ${domain}`.toLowerCase().includes(query.toLowerCase()),
      );
      return { organisations, total: all.length, listedAt: '2026-11-01T00:00:00.000Z', isStale: false };
    },
    certificates: async (address) => {
      await reach();
      return { address, certificates: [...(options.certificates ?? [])], unreachable: [] };
    },
  };
}
