import { globSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

const root = join(__dirname, '../..');
const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((file) => file.split(sep).join('/'));

describe('Names of files', () => {
  it('are kebab-case, components PascalCase, roles behind a dot', () => {
    const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)?\.(?:ts|tsx)$|^[a-z-]+\.d\.ts$/;
    const component = /^[A-Z][A-Za-z0-9]*\.tsx$/;
    expect(files.filter((file) => !kebab.test(basename(file)) && !component.test(basename(file)))).toEqual(
      [],
    );
  });

  it('say what is in them', () => {
    const empty = /(?:^|[-/])(?:utils?|helpers?|common|managers?|misc)(?:\.[a-z]+)?(?:\/|$)/i;
    expect(files.filter((file) => empty.test(file))).toEqual([]);
  });
});
