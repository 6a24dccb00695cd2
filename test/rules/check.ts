/** `npm run check`: everything that can be checked without a person, two steps at a time, failures at the end. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPages } from '../../src/playground/page-build.ts';
import { BUDGETS, bundleSizes, es5Problems } from './bundle.ts';
import { conclude, root, runNode, takeSteps, type Step } from './steps.ts';
import { typeSteps } from './types.ts';

const CACHE = 'node_modules/.cache';
const addin = join(root, 'dist/addin');

const tool = (name: string, program: string, ...args: readonly string[]): Step => ({
  name,
  look: () => runNode(join('node_modules', program), ...args),
});

const STATIC: readonly Step[] = [
  ...typeSteps(),
  tool(
    'lint',
    'eslint/bin/eslint.js',
    ...['--config', 'test/rules/eslint.config.js', '--max-warnings', '0'],
    ...['--cache', '--cache-location', `${CACHE}/eslint/`, 'src', 'test'],
  ),
  tool('layers', 'dependency-cruiser/bin/dependency-cruise.mjs', '--config', 'test/rules/layers.cjs', 'src'),
  tool('dead code', 'knip/bin/knip.js', '--config', 'test/rules/knip.json'),
  tool('format', 'prettier/bin/prettier.cjs', '--check', '--cache', '.'),
  {
    name: 'manifest',
    look: () => runNode('src/cli/secure-send.ts', 'manifest', 'check', 'manifest.xml'),
  },
];

const BUNDLES: readonly Step[] = [
  {
    name: 'event bundle is ES5',
    look: async () => es5Problems(readFileSync(join(addin, 'launchevent.js'), 'utf8')).join('\n'),
  },
  {
    name: 'bundle budgets',
    look: async () =>
      Object.entries(bundleSizes(addin))
        .map(([name, size]) => ({ name, size, most: new Map(Object.entries(BUDGETS)).get(name) ?? 0 }))
        .filter(({ size, most }) => size > most)
        .map(({ name, size, most }) => `${name}: ${size} bytes after gzip, at most ${most}`)
        .join('\n'),
  },
];

const outcomes = [
  ...(await takeSteps(STATIC)),
  ...(await takeSteps([{ name: 'build', look: () => buildPages(() => undefined).then(() => '') }])),
  ...(await takeSteps(BUNDLES)),
  ...(await takeSteps([
    {
      name: 'tests, and domain covered wholly',
      look: () => runNode('test/run.ts', '--coverage', '--silent'),
    },
  ])),
];
conclude(outcomes);
