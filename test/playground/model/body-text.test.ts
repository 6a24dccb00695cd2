import {
  bodyContent,
  bodyDocument,
  htmlToText,
  textToHtml,
} from '../../../src/playground/model/body-text.ts';

describe('Bodies as text and as HTML', () => {
  test.each([
    ['<p>Hej</p><p>Mette</p>', 'Hej\nMette'],
    ['Hej<br>Mette', 'Hej\nMette'],
    ['<div>a &amp; b &lt;c&gt; &#230;&#xE6;&nbsp;x</div>', 'a & b <c> ææ\u00a0x'],
    ['<style>p{color:red}</style><!-- note --><script>x()</script>tekst', 'tekst'],
    ['<p>251248-\n9996</p>', '251248- 9996'],
    ['&unknown; &#0; &#1114112;', '&unknown; &#0; &#1114112;'],
  ])('%s reads %j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test('text comes back as it was', () => {
    const text = 'Kære Ida\n\n1 < 2 & 3 > 2';
    expect(htmlToText(textToHtml(text)).replace(/\n+/g, '\n')).toBe(text.replace(/\n+/g, '\n'));
  });

  test('what stands in the document comes back as it was', () => {
    expect(bodyContent(bodyDocument('<p>Hej</p>'))).toBe('<p>Hej</p>');
    expect(bodyContent('<p>Hej</p>')).toBe('<p>Hej</p>');
  });
});
