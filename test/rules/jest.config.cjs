const { readdirSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const rootDir = resolve(__dirname, '../..');

/** Server programs that `npm test` did not find: the suites that name them are left out and reported as not run. */
const missingPrograms = (process.env.SECURE_SEND_MISSING_PROGRAMS ?? '').split(',').filter(Boolean);

function leftOut() {
  if (missingPrograms.length === 0) return [];
  const need = new RegExp(`(?:@needs[^\\n]*|from '[^']*)\\b(?:${missingPrograms.join('|')})\\b`);
  return readdirSync(join(rootDir, 'test'), { recursive: true })
    .filter(
      (file) => /\.test\.tsx?$/.test(file) && need.test(readFileSync(join(rootDir, 'test', file), 'utf8')),
    )
    .map((file) => `/test/${file.replaceAll('\\', '/').replaceAll('.', '\\.')}$`);
}

const transform = {
  '\\.[cm]?[jt]sx?$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
        target: 'es2022',
      },
      module: { type: 'commonjs' },
    },
  ],
};

/** Every package is transformed: many ship ES modules only. Node's own type stripping is not used under jest. */
const common = {
  rootDir,
  transform,
  transformIgnorePatterns: ['node_modules/(?:typescript|@swc|jest|playwright-core|webpack)/'],
  setupFilesAfterEnv: ['<rootDir>/test/support/setup.ts'],
  // The package offers it to importers only, which jest turns into requirers.
  moduleNameMapper: { '^unpdf/pdfjs$': '<rootDir>/node_modules/unpdf/dist/pdfjs.mjs' },
};

/** Components and the bridge to Outlook run in jsdom; everything else in Node. */
const browserFolders = ['taskpane', 'outlook', 'playground/ui'];

module.exports = {
  rootDir,
  // For machines that do much at once; nothing waits for it in vain.
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: [
        ...browserFolders.map((folder) => `/test/${folder}/`),
        '/test/e2e/',
        ...leftOut(),
      ],
    },
    {
      ...common,
      displayName: 'browser',
      testEnvironment: '<rootDir>/test/support/jsdom-environment.cjs',
      testEnvironmentOptions: { customExportConditions: [''] },
      testMatch: browserFolders.map((folder) => `<rootDir>/test/${folder}/**/*.test.{ts,tsx}`),
    },
    {
      ...common,
      displayName: 'e2e',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
    },
  ],
  coverageDirectory: '<rootDir>/coverage',
  collectCoverageFrom: ['src/domain/**/*.ts'],
  coverageReporters: [['text', { skipFull: true }], 'text-summary'],
  // Holds for whole runs with --coverage (`npm run check`).
  coverageThreshold: { global: { branches: 100, lines: 100 } },
};
