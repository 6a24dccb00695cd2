import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingBuilds } from './lock-platforms.ts';

describe('The lock file', () => {
  it('lists the builds for every platform, or npm ci refuses it', () => {
    expect(
      missingBuilds(JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8'))),
    ).toEqual([]);
  });

  it('is told apart from one that lacks a build', () => {
    const packages = { 'node_modules/tool': { optionalDependencies: { 'tool-darwin-arm64': '1.0.0' } } };
    expect(missingBuilds({ packages })).toEqual([
      { name: 'tool-darwin-arm64', version: '1.0.0', isDev: false },
    ]);
  });
});
