/** `npm run types`: each folder is checked with the library and the types that it really has at run time. */
import { globSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { conclude, root, runNode, takeSteps, type Step } from './steps.ts';

const CACHE = 'node_modules/.cache/tsc';

/** One step per tsconfig.json below src and test. */
export function typeSteps(): Step[] {
  mkdirSync(join(root, CACHE), { recursive: true });
  return globSync('{src/*,test}/tsconfig.json', { cwd: root }).map((file) => {
    const folder = dirname(file).replaceAll('\\', '/');
    const memory = `${CACHE}/${folder.replaceAll('/', '-')}.tsbuildinfo`;
    const args = ['-p', folder, '--incremental', '--tsBuildInfoFile', memory, '--pretty', 'false'];
    return { name: `types of ${folder}`, look: () => runNode('node_modules/typescript/bin/tsc', ...args) };
  });
}

if (import.meta.main) conclude(await takeSteps(typeSteps()));
