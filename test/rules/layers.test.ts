import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');

/** One module in `from` that imports one in `to`, and the rules that this breaks. */
interface Case {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly breaks: readonly string[];
}

const forbidden = (name: string, from: string, to: string): Case => ({
  name,
  from,
  to,
  breaks: [`${from.split('/')[1] ?? ''}-imports-down`],
});
const allowed = (from: string, to: string): Case => ({
  name: `${from} may import ${to}`,
  from,
  to,
  breaks: [],
});

const CASES: readonly Case[] = [
  forbidden('domain does not import contract', 'src/domain', 'src/contract'),
  forbidden('domain does not import the service', 'src/domain', 'src/server'),
  forbidden('contract does not import the bridge', 'src/contract', 'src/outlook'),
  forbidden('the bridge does not import contract', 'src/outlook', 'src/contract'),
  forbidden('the pane does not import the event page', 'src/taskpane', 'src/launchevent'),
  forbidden('the event page does not import the pane', 'src/launchevent', 'src/taskpane'),
  forbidden('the service does not import the command line', 'src/server', 'src/cli'),
  forbidden('the command line does not import the pane', 'src/cli', 'src/taskpane'),
  forbidden('the playground does not import the service', 'src/playground', 'src/server'),
  {
    name: 'features are apart',
    from: 'src/server/lookup',
    to: 'src/server/sends',
    breaks: ['features-apart'],
  },
  { name: 'a new folder needs a row', from: 'src/somewhere', to: 'src/domain', breaks: ['known-folders'] },
  { name: 'the product does not import tests', from: 'src/cli', to: 'test', breaks: ['no-tests-in-product'] },
  allowed('src/contract', 'src/domain'),
  allowed('src/outlook', 'src/domain'),
  allowed('src/taskpane', 'src/outlook'),
  allowed('src/taskpane', 'src/contract'),
  allowed('src/launchevent', 'src/outlook'),
  allowed('src/server', 'src/server/lookup'),
  allowed('src/server/lookup', 'src/server/adapters'),
  allowed('src/server/adapters', 'src/domain'),
  allowed('src/cli', 'src/server'),
  allowed('src/playground', 'src/contract'),
];

/** Imports of packages and circles, one file each. */
const FILES: Readonly<Record<string, string>> = {
  'src/domain/uses-package.ts': "import 'typebox';",
  'src/contract/uses-package.ts': "import 'typebox';",
  'src/contract/uses-other-package.ts': "import 'react';",
  'src/launchevent/uses-package.ts': "import 'react';",
  'src/server/uses-office.ts': "import '@microsoft/office-js-helpers';",
  'src/cli/circle-one.ts': "import './circle-two.ts';",
  'src/cli/circle-two.ts': "import './circle-one.ts';",
};

function writeCase(write: (path: string, text: string) => void, { from, to }: Case, index: number): void {
  const target = `${to}/target-${index}.ts`;
  const path = '../'.repeat(from.split('/').length) + target;
  write(target, '');
  write(`${from}/value-${index}.ts`, `import '${path}';`);
  write(
    `${from}/type-${index}.ts`,
    `import type { here as There } from '${path}';\nexport type Here = typeof There;`,
  );
}

/** Cruises a tree that holds every case at once; the rules broken, by the file that breaks them. */
function cruise(): Map<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\nexport const here = 1;\n`);
  };
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  CASES.forEach((one, index) => writeCase(write, one, index));
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', join(root, 'test/rules/layers.cjs'), '--output-type', 'json', 'src'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
  rmSync(folder, { recursive: true });
  const report: { summary: { violations: { from: string; rule: { name: string } }[] } } = JSON.parse(stdout);
  const broken = new Map<string, string[]>();
  for (const { from, rule } of report.summary.violations)
    broken.set(from, [...new Set([...(broken.get(from) ?? []), rule.name])].sort());
  return broken;
}

describe('Layers', () => {
  let broken = new Map<string, string[]>();
  beforeAll(() => {
    broken = cruise();
  }, 60_000);

  it.each(CASES.map((one, index) => ({ ...one, index })))('$name', ({ from, index, breaks }) => {
    expect(broken.get(`${from}/value-${index}.ts`) ?? []).toEqual(breaks);
    expect(broken.get(`${from}/type-${index}.ts`) ?? []).toEqual(breaks);
  });

  it.each([
    ['domain takes no package', 'src/domain/uses-package.ts', ['domain-packages']],
    ['contract takes the schema package', 'src/contract/uses-package.ts', []],
    ['contract takes no other', 'src/contract/uses-other-package.ts', ['contract-packages']],
    [
      'the event bundle takes none',
      'src/launchevent/uses-package.ts',
      ['event-bundle-small', 'launchevent-packages'],
    ],
    ['Office packages stay behind the bridge', 'src/server/uses-office.ts', ['office-behind-outlook']],
    ['modules do not import each other in circles', 'src/cli/circle-one.ts', ['no-circles']],
  ])('%s', (_, file, breaks) => {
    expect(broken.get(file) ?? []).toEqual(breaks);
  });
});
