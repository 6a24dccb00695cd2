import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { PolicyFile } from '../contract/policy.ts';
import { createDatabaseKeep } from './adapters/database-keep.ts';
import type { Database } from './adapters/database.ts';
import { createMemoryKeep } from './adapters/keep.ts';
import type { Keep } from './adapters/keep.ts';
import { createDatabaseLeases } from './adapters/leases.ts';
import { createFileKeep } from './adapters/file-keep.ts';
import type { Dependency } from './admin/readiness.ts';
import { AppError } from './app-error.ts';
import type { Clock } from './clock.ts';
import { isPostgres } from './config.ts';
import type { Settings } from './config.ts';
import { createPrompt } from './lookup/prompt.ts';
import { createPromptKeep, createSteadyKeep } from './lookup/steady-keep.ts';
import type { SteadyKeep } from './lookup/steady-keep.ts';

export interface KeepParts {
  readonly clock: Clock;
  /** Without one, what is kept lives as long as the process. */
  readonly database?: Database | undefined;
  /** Told at most once a minute that look-ups go on without the database. */
  readonly onTrouble?: ((error: unknown) => void) | undefined;
  /** Longest that a look-up waits for the database, milliseconds. */
  readonly keepWithinMs?: number | undefined;
}

export interface OpenKeep {
  /** For what look-ups read and write on their way, such as policies and revocation lists: it rejects what is late. */
  readonly keep: Keep;
  /** For the tunnel list, which is read once and written when it changes: whether that was done must be known. */
  readonly listKeep: Keep;
  /** For answers of look-ups; absent where memory is all there is. */
  readonly steady?: SteadyKeep;
  readonly dependencies: readonly Dependency[];
  readonly close: () => Promise<void>;
}

const UPKEEP_MS = 10 * 60_000;
/** Revocation lists may be large; a look-up has time for one of them. */
const DOCUMENT_WITHIN_MS = 1000;
const LIST_WITHIN_MS = 5000;

/** What outlives the process, in the database; processes on one PostgreSQL do each look-up once among them. */
export function openKeep(settings: Settings, parts: KeepParts): OpenKeep {
  const { database, clock, keepWithinMs } = parts;
  if (database === undefined) {
    const memory = createMemoryKeep();
    return { keep: memory, listKeep: memory, dependencies: [], close: async () => undefined };
  }
  let isClosed = false;
  // What was under way when the service stopped finds no database any more, and nobody minds.
  const onTrouble = (error: unknown) => isClosed || parts.onTrouble?.(error);
  const kept = createDatabaseKeep(database);
  const prompt = createPrompt({ onTrouble });
  const leases = isPostgres(settings.database)
    ? createDatabaseLeases(database, { holder: randomUUID() })
    : undefined;
  const steady = createSteadyKeep({
    keep: kept,
    prompt,
    ...(leases === undefined ? {} : { leases }),
    ...(keepWithinMs === undefined ? {} : { withinMs: keepWithinMs }),
  });
  const large = isFile(settings.database) ? createFileKeep(kept, `${settings.database}-kept`) : kept;
  const clean = () => void large.removeExpired(clock().getTime()).catch(onTrouble);
  clean();
  const upkeep = setInterval(clean, UPKEEP_MS).unref();
  const close = async () => {
    isClosed = true;
    clearInterval(upkeep);
    await leases?.close().catch(onTrouble);
  };
  return {
    keep: createPromptKeep(large, { prompt, withinMs: DOCUMENT_WITHIN_MS }),
    listKeep: createPromptKeep(large, {
      prompt: createPrompt({ restMs: 0, onTrouble }),
      withinMs: LIST_WITHIN_MS,
    }),
    steady,
    dependencies: [keepDependency(steady)],
    close,
  };
}

/** PostgreSQL writes elsewhere, and is shared, which files of this machine are not. */
function isFile(database: string): boolean {
  return !isPostgres(database) && database !== ':memory:';
}

function keepDependency(steady: SteadyKeep): Dependency {
  return {
    name: 'kept answers',
    kind: 'database',
    async check() {
      if (!steady.health().isAnswering) {
        throw new AppError('keep.failing', 'Look-ups go on without the answers in the database.');
      }
    },
    facts: () => ({ failures: steady.health().failures }),
    fix: 'Check that the database answers quickly.',
  };
}

/** Settings that no answer of a look-up depends on. All others, and new ones until they are named here, do matter. */
const WITHOUT_EFFECT: readonly (keyof Settings)[] = [
  ...(['host', 'port', 'policy', 'database', 'addin', 'officeJs'] as const),
  ...(['frameAncestors', 'rateLimit', 'trustProxy', 'log'] as const),
];

/** Names all that answers depend on: those of other policies and settings are never taken for ours. */
export function configurationOf(settings: Settings, policyFile: PolicyFile): string {
  const effective = Object.entries(settings).filter(([name]) => !WITHOUT_EFFECT.some((one) => one === name));
  return digestOf([policyFile, effective, anchorsOf(settings)]);
}

/** Names all that decides what is believed of the web: what was fetched by other roots or ports is never taken for ours. */
export function webTrustOf(settings: Settings): string {
  const { webPorts, allowPrivate } = settings;
  return digestOf([anchorsOf(settings), webPorts, allowPrivate]);
}

function anchorsOf({ extraAnchors }: Settings): string {
  return extraAnchors === '' ? '' : readFileSync(extraAnchors, 'base64');
}

function digestOf(parts: readonly unknown[]): string {
  const text = JSON.stringify(parts, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
  return createHash('sha256').update(text).digest('base64url').slice(0, 24);
}
