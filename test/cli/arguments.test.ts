import { splitArguments } from '../../src/cli/arguments.ts';

describe('what a command was called with', () => {
  test.each<[readonly string[], readonly string[], readonly string[]]>([
    [[], [], []],
    [
      ['a', '--x', 'b', '-y'],
      ['--x', '-y'],
      ['a', 'b'],
    ],
    [['--x', '--', '-a', '--', 'b'], ['--x'], ['-a', '--', 'b']],
    [['a', '--'], [], ['a']],
  ])('%j is told apart', (args, options, operands) => {
    expect(splitArguments(args)).toEqual({ options, operands });
  });
});
