import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import type { FastifyInstance } from 'fastify';
import { openDatabase } from './adapters/database.ts';
import { policyVersionOf } from './admin/admin.routes.ts';
import { buildApp } from './app.ts';
import type { Clock } from './clock.ts';
import type { Settings } from './config.ts';
import { openLookups } from './open-lookups.ts';
import { readPolicyFile, sendPolicyOf } from './policy-file.ts';
import { startRetention } from './sends/retention.ts';
import { createSendStore } from './sends/sends.store.ts';

/**
 * At Send a person waits. The add-in gives the service 2.3 s at the least before it goes on without: what is not known
 * some time before that counts as not checked, so that the verdict and its record are the service's.
 */
const SEND_DEADLINE_MS = 2000;

/** Opens everything that the settings name and joins it to the service; closing the app closes it all. */
export async function openService(
  settings: Settings,
  { clock = () => new Date(), logTo }: { clock?: Clock; logTo?: DestinationStream } = {},
): Promise<FastifyInstance> {
  const policyFile = readPolicyFile(settings.policy);
  const policy = sendPolicyOf(policyFile);
  const log = pino({ level: settings.log, base: null }, logTo ?? pino.destination({ dest: 1, sync: false }));
  const database = await openDatabase(settings.database);
  const open = openLookups(settings, policyFile, { clock, database });
  const store = createSendStore(database);
  const deadlineMs = Math.min(SEND_DEADLINE_MS, settings.deadlineMs);
  const classify = async (address: string, signal: AbortSignal) =>
    (await open.lookups.classify({ address }, { signal, deadlineMs })).recipient;
  const databaseDependency = {
    name: 'database',
    kind: 'database',
    check: () => store.check(),
    fix: 'Set SECURE_SEND_DATABASE to a file in a writable folder.',
    isVital: true,
  } as const;
  const app = await buildApp({
    log,
    rateLimit: settings.rateLimit,
    trustProxy: settings.trustProxy,
    lookup: open,
    sends: { classify, store, policy, policyVersion: policyVersionOf(policy), clock, newId: randomUUID },
    admin: { policy, dependencies: [...open.dependencies, databaseDependency] },
    pages: settings,
  });
  const onError = () => log.error('old records could not be removed');
  const stopRetention = startRetention({ store, days: policyFile.retention.sendRecordsDays, clock, onError });
  app.addHook('onClose', async () => {
    stopRetention();
    await Promise.all([open.close(), database.destroy()]);
  });
  return app;
}
