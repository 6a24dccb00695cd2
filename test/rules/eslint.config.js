import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**', 'test/fixtures/**'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    files: [
      'src/domain/**',
      'src/contract/**',
      'src/server/**',
      'src/launchevent/**',
      'src/taskpane/**',
      'src/cli/**',
    ],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // A table is as long as its rows.
  { files: ['test/**/mutations.ts'], rules: { 'max-lines': 'off' } },
  { files: ['src/domain/**'], rules: { 'max-lines-per-function': ['error', 30] } },
  {
    files: ['src/**/*.tsx', 'src/taskpane/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  { files: ['src/cli/**', 'src/playground/**', 'test/**'], rules: { 'no-console': 'off' } },
);
