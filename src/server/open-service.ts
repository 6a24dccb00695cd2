import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import type { FastifyInstance } from 'fastify';
import { openDatabase } from './adapters/database.ts';
import { policyVersionOf } from './admin/admin.routes.ts';
import { buildApp } from './app.ts';
import type { Clock } from './clock.ts';
import { isPostgres } from './config.ts';
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

export interface ServiceParts {
  readonly clock?: Clock;
  readonly logTo?: DestinationStream;
  /** Longest that a look-up waits for the database, milliseconds. */
  readonly keepWithinMs?: number;
}

/** Opens everything that the settings name and joins it to the service; closing the app closes it all. */
export async function openService(
  settings: Settings,
  { clock = () => new Date(), logTo, keepWithinMs }: ServiceParts = {},
): Promise<FastifyInstance> {
  const policyFile = readPolicyFile(settings.policy);
  const policy = sendPolicyOf(policyFile);
  const log = pino({ level: settings.log, base: null }, logTo ?? pino.destination({ dest: 1, sync: false }));
  const database = await openDatabase(settings.database);
  const onTrouble = (error: unknown) =>
    log.warn({ cause: nameOf(error) }, 'look-ups go on without the database');
  const parts = { clock, database, certificates: database, onTrouble, keepWithinMs };
  const open = openLookups(settings, policyFile, parts);
  const store = createSendStore(database);
  const deadlineMs = Math.min(SEND_DEADLINE_MS, settings.deadlineMs);
  const classify = async (address: string, signal: AbortSignal) =>
    (await open.lookups.classify({ address }, { signal, deadlineMs })).recipient;
  const databaseDependency = {
    name: 'database',
    kind: 'database',
    check: () => store.check(),
    fix: isPostgres(settings.database)
      ? 'Check that the PostgreSQL of DATABASE_URL answers.'
      : 'Set SECURE_SEND_DATABASE to a file in a writable folder.',
    isVital: true,
  } as const;
  const app = await buildApp({
    log,
    rateLimit: settings.rateLimit,
    trustProxy: settings.trustProxy,
    lookup: open,
    sends: { classify, store, policy, policyVersion: policyVersionOf(policy), clock, newId: randomUUID },
    probes: { probe: open.probe, token: tokenOf(settings) },
    admin: { policy, dependencies: [...open.dependencies, databaseDependency] },
    pages: settings,
  });
  const onError = () => log.error('old records could not be removed');
  const stopRetention = startRetention({ store, days: policyFile.retention.sendRecordsDays, clock, onError });
  app.addHook('onClose', async () => {
    stopRetention();
    await open.close();
    await database.destroy();
  });
  return app;
}

/** A service that has another one ask offers it to nobody: two could send a question back and forth. */
function tokenOf({ probeToken, probeUrl }: Settings): string | undefined {
  return probeToken === '' || probeUrl !== '' ? undefined : probeToken;
}

/** Messages of databases may quote what was asked: name and code are enough to find the trouble. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
