import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import webpack from 'webpack';
import type { Configuration } from 'webpack';

const CONFIG = new URL('../../../webpack.config.js', import.meta.url).href;

export interface BarePane {
  readonly html: string;
  readonly script: string;
}

/** Builds the bare pane with the pane's own settings. */
export async function buildBarePane(): Promise<BarePane> {
  const { default: configs }: { readonly default: readonly Configuration[] } = await import(CONFIG);
  const addin = configs.find(({ name }) => name === 'addin');
  const folder = await mkdtemp(join(tmpdir(), 'secure-send-bare-'));
  const config: Configuration = {
    ...addin,
    name: 'bare',
    entry: { bare: join(import.meta.dirname, 'bare-pane.tsx') },
    output: { path: folder, filename: '[name].js' },
    devtool: false,
    plugins: [],
  };
  await new Promise<void>((resolve, reject) => {
    webpack(config, (error, stats) => {
      const problem =
        error ?? (stats?.hasErrors() === true ? new Error(stats.toString('errors-only')) : undefined);
      if (problem === undefined) resolve();
      else reject(problem);
    });
  });
  return { html: HTML, script: await readFile(join(folder, 'bare.js'), 'utf8') };
}

const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title>
<script src="/office-js/office.js"></script><script defer src="/bare.js"></script></head>
<body><div id="root"></div></body></html>`;
