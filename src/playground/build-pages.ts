import webpack from 'webpack';
import type { Configuration } from 'webpack';

/** What the child process that builds says to its parent. */
export type BuildMessage =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'failed'; readonly text: string };

const CONFIG = new URL('../../webpack.config.js', import.meta.url).href;
const PROGRESS_STEP = 0.01;

/** Run as a process of its own (`npm start` forks it), so that the compiler's memory goes when it is done. */
async function buildPages(): Promise<void> {
  const { default: config }: { default: Configuration[] } = await import(CONFIG);
  const compiler = webpack(config);
  let told = 0;
  new webpack.ProgressPlugin((fraction) => {
    if (fraction - told < PROGRESS_STEP) return;
    told = fraction;
    tell({ kind: 'progress', fraction });
  }).apply(compiler);
  compiler.run((error, stats) => {
    const problem = error?.stack ?? (stats?.hasErrors() === true ? stats.toString(ERRORS_ONLY) : undefined);
    if (problem !== undefined) tell({ kind: 'failed', text: problem });
    compiler.close(() => process.disconnect());
  });
}

const ERRORS_ONLY = { all: false, errors: true, errorDetails: true, colors: false } as const;

function tell(message: BuildMessage): void {
  process.send?.(message);
}

process.once('disconnect', () => process.exit());
await buildPages();
