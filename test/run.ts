/**
 * `npm test [-- PATTERN…]`: builds what the browser tests need, finds the programs that suites need, runs jest, and
 * ends with one line that counts. Arguments that start with `--` go to jest as they are.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from '../src/playground/page-build.ts';
import { chromiumPath, launchChromium } from './support/chromium.ts';
import { canInstall, canStart, howToGet, install, needySuites, PROGRAMS } from './support/programs.ts';
import type { Program } from './support/programs.ts';

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

interface Tally {
  passed: number;
  failures: string[];
  /** Suites left out, and how to get what they need. */
  notRun: string[];
}

const root = join(import.meta.dirname, '..');
const patterns = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const options = process.argv.slice(2).filter((arg) => arg.startsWith('--'));
const tally: Tally = { passed: 0, failures: [], notRun: [] };

const isSelected = (file: string): boolean =>
  patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern, 'i').test(join(root, file)));

const say = (line: string): void => console.log(line);

function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  const given = {
    NODE_ENV: 'test',
    NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    ...process.env,
    ...env,
  };
  return (
    spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: given })
      .status === 0
  );
}

/** Programs that selected suites need and that cannot be started here, after trying to install them. */
async function missingPrograms(): Promise<Program[]> {
  const suites = (await needySuites(root)).filter(({ file }) => isSelected(file));
  const needed = PROGRAMS.filter((program) => suites.some(({ needs }) => needs.includes(program)));
  let missing = await withoutStart(needed);
  if (missing.length > 0 && (await canInstall())) {
    say(`Installing ${missing.join(', ')} with apt-get: some tests talk to real servers.`);
    if (install(missing)) missing = await withoutStart(missing);
  }
  for (const { file, needs } of suites.filter(({ needs }) => needs.some((need) => missing.includes(need))))
    tally.notRun.push(`${file} (needs ${needs.join(', ')}: ${howToGet(missing)})`);
  return missing;
}

async function withoutStart(programs: readonly Program[]): Promise<Program[]> {
  const missing: Program[] = [];
  for (const program of programs) if (!(await canStart(program))) missing.push(program);
  return missing;
}

async function browserProblem(): Promise<string | undefined> {
  try {
    process.env['CHROMIUM_PATH'] = await chromiumPath();
    const browser = await launchChromium();
    await browser.close();
    return undefined;
  } catch (cause) {
    return cause instanceof Error ? (cause.message.split('\n')[0] ?? cause.message) : String(cause);
  }
}

/** Builds the pages and finds a browser; says whether the end-to-end tests can run. */
async function isReadyForBrowserTests(): Promise<boolean> {
  say('Building the pages, if they are out of date …');
  try {
    await buildPages(() => undefined);
  } catch (cause) {
    tally.failures.push(`The build failed, so the browser tests were not run: ${String(cause)}`);
    return false;
  }
  let problem = await browserProblem();
  if (problem !== undefined && (await canInstall())) {
    say('Installing chromium with apt-get: no browser here starts.');
    delete process.env['CHROMIUM_PATH'];
    if (install(['chromium'])) problem = await browserProblem();
  }
  if (problem === undefined) return true;
  tally.notRun.push(`test/e2e (no browser: ${problem}; ${howToGet(['chromium'])}, or set CHROMIUM_PATH)`);
  return false;
}

function count(report: JestReport): void {
  tally.passed += report.numPassedTests;
  for (const suite of report.testResults) {
    const failed = suite.assertionResults.filter(({ status }) => status === 'failed');
    const file = suite.name.slice(root.length + 1);
    for (const { fullName } of failed) tally.failures.push(`${file} › ${fullName}`);
    if (failed.length === 0 && suite.message !== '') tally.failures.push(`${file} (did not run)`);
  }
}

async function runJest(
  projects: readonly string[],
  more: readonly string[],
  missing: readonly string[],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'secure-send-test-'));
  const outputFile = join(folder, 'report.json');
  const args = [
    'node_modules/jest/bin/jest.js',
    '--config',
    'test/rules/jest.config.cjs',
    '--passWithNoTests',
  ];
  args.push('--selectProjects', ...projects, '--json', '--outputFile', outputFile, ...more);
  // Coverage is that of the unit tests: the browser runs built code.
  args.push(...options.filter((option) => !projects.includes('e2e') || !option.startsWith('--coverage')));
  if (patterns.length > 0) args.push('--testPathPatterns', ...patterns);
  const isGreen = runNode(args, { SECURE_SEND_MISSING_PROGRAMS: missing.join(',') });
  const before = tally.failures.length;
  try {
    count(JSON.parse(await readFile(outputFile, 'utf8')) as JestReport); // jest's own format
  } catch {
    tally.failures.push(`jest wrote no report for ${projects.join(', ')}`);
  }
  if (!isGreen && tally.failures.length === before)
    tally.failures.push(`jest was not content with ${projects.join(', ')} (see above)`);
  await rm(folder, { recursive: true });
}

const missing = await missingPrograms();
await runJest(['node', 'browser'], ['--maxWorkers=2'], missing);
const wantsBrowser = patterns.length === 0 || patterns.some((pattern) => pattern.includes('e2e'));
if (wantsBrowser && (await isReadyForBrowserTests())) await runJest(['e2e'], ['--runInBand'], missing);

if (tally.notRun.length > 0) say(`\nNot run:\n${tally.notRun.map((line) => `  ${line}`).join('\n')}`);
if (process.env['CI'] === 'true') tally.failures.push(...tally.notRun.map((line) => `not run: ${line}`));
if (tally.failures.length > 0) say(`\nFailed:\n${tally.failures.map((line) => `  ${line}`).join('\n')}`);
process.exitCode = tally.failures.length === 0 && tally.passed > 0 ? 0 : 1;
say(`\n${tally.passed} passed, ${tally.failures.length} failed`);
