import type { HealthCheck, HealthReply } from '../../contract/health.ts';
import { AppError } from '../app-error.ts';

/** One part that the service leans on; `check` rejects when it does not answer. */
export interface Dependency extends Pick<HealthCheck, 'name' | 'kind'> {
  readonly check: (signal: AbortSignal) => Promise<void>;
  /** What to tell of it, whether it answers or not; never secrets or addresses of people. */
  readonly facts?: () => NonNullable<HealthCheck['facts']>;
  /** What to do when it does not answer. */
  readonly fix: string;
  /** Each message of `check` says by itself what to do; `fix` is for when there is none. */
  readonly tellsFix?: boolean;
  /** Without it the service can do nothing. */
  readonly isVital?: boolean;
}

export interface ReadinessOptions {
  readonly dependencies: readonly Dependency[];
}

const TIMEOUT_MS = 3000;
/** An answer is used this long, so that asking for health does not load what it asks. */
const KEEP_MS = 2000;

/** Asks every part at once; the answer is shared for a moment. */
export function createReadiness({ dependencies }: ReadinessOptions): () => Promise<HealthReply> {
  let kept: { readonly since: number; readonly reply: Promise<HealthReply> } | undefined;
  return () => {
    if (kept === undefined || performance.now() - kept.since > KEEP_MS) {
      kept = { since: performance.now(), reply: askAll(dependencies) };
    }
    return kept.reply;
  };
}

async function askAll(dependencies: readonly Dependency[]): Promise<HealthReply> {
  const checks = await Promise.all(dependencies.map(ask));
  const isUnable = dependencies.some(
    ({ isVital }, index) => isVital === true && checks[index]?.answers !== true,
  );
  const isReady = checks.every(({ answers }) => answers);
  return { status: isUnable ? 'unable' : isReady ? 'ready' : 'degraded', checks };
}

async function ask({ name, kind, check, fix, facts, tellsFix }: Dependency): Promise<HealthCheck> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true });
  });
  try {
    await Promise.race([check(signal), late]);
    return { name, kind, answers: true, ...told(facts) };
  } catch (error) {
    const said = error instanceof AppError ? [error.message] : [];
    const what = said.length > 0 && tellsFix === true ? said : [...said, fix];
    return { name, kind, answers: false, ...told(facts), fix: what.join(' ') };
  }
}

function told(facts: Dependency['facts']): Pick<HealthCheck, 'facts'> {
  return facts === undefined ? {} : { facts: facts() };
}
