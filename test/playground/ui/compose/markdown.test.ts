import { parseMarkdown } from '../../../../src/playground/ui/compose/markdown.ts';

describe('The markdown of a Smart Alert', () => {
  test('knows bold, italic and https links', () => {
    expect(parseMarkdown('En **fed**, *skrå* og [hjælp](https://phv.example/x).')).toEqual([
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: 'En ' },
          { kind: 'bold', text: 'fed' },
          { kind: 'text', text: ', ' },
          { kind: 'italic', text: 'skrå' },
          { kind: 'text', text: ' og ' },
          { kind: 'link', text: 'hjælp', href: 'https://phv.example/x' },
          { kind: 'text', text: '.' },
        ],
      },
    ]);
  });

  test('gathers lines into lists', () => {
    const item = (text: string) => [{ kind: 'text', text }];
    expect(parseMarkdown('- a\r\n- b\n\n1. c\n2. d')).toEqual([
      { kind: 'list', isOrdered: false, items: [item('a'), item('b')] },
      { kind: 'list', isOrdered: true, items: [item('c'), item('d')] },
    ]);
  });

  test.each(['[x](javascript:alert(1))', '[x](http://phv.example)', '# titel', '<b>x</b>'])(
    'shows %s as it is written',
    (text) => {
      expect(parseMarkdown(text)).toEqual([{ kind: 'paragraph', content: [{ kind: 'text', text }] }]);
    },
  );
});
