const { resolve } = require('node:path');
const rootDir = resolve(__dirname, '../..');

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
};

/** Components and the bridge to Outlook run in jsdom; everything else in Node. */
const browserFolders = ['taskpane', 'outlook', 'playground/ui'];

module.exports = {
  rootDir,
  projects: [
    {
      ...common,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: [...browserFolders.map((folder) => `/test/${folder}/`), '/test/e2e/'],
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
      testTimeout: 90000,
    },
  ],
  coverageDirectory: '<rootDir>/coverage',
  collectCoverageFrom: ['src/domain/**/*.ts'],
};
