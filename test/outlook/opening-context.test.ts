import { formatOpeningContext, parseOpeningContext } from '../../src/outlook/opening-context.ts';

describe('the place where the pane opens', () => {
  it.each([
    { problem: 'forbidden', recipient: 3 },
    { problem: 'activation' },
    { problem: 'failed' },
  ] as const)('comes back as it was: %j', (context) => {
    expect(parseOpeningContext(formatOpeningContext(context))).toEqual(context);
    expect(parseOpeningContext(JSON.stringify(formatOpeningContext(context)))).toEqual(context);
  });

  it.each(['', 'null', '[]', '"text"', '{"problem":"odd"}', '{"recipient":1}', 'no JSON'])(
    'is the usual one for %j',
    (text) => {
      expect(parseOpeningContext(text)).toBeUndefined();
    },
  );

  it.each([-1, '1', null])('has no recipient for %j', (recipient) => {
    expect(parseOpeningContext(JSON.stringify({ problem: 'forbidden', recipient }))).toEqual({
      problem: 'forbidden',
    });
  });
});
