import { visibleText } from '../../../src/domain/detection/visible-text.ts';

describe('a styled tag', () => {
  it.each([
    ['<span style="display:block">a</span>b', 'a\nb'],
    ['<div style="DISPLAY : inline">a</div>b', 'ab'],
    ['<div><div style="display:inline">a</div></div>b', 'a\nb'],
    ['<div style="display:inline"><div>a</div></div>b', 'a\nb'],
    ['<div style="display:contents">a</div>b', 'a\nb'],
    ['<div style="color:red">a</div>b', 'a\nb'],
    ['a<br style="display:inline">b', 'a\nb'],
    ['a<img style="display:block">b', 'ab'],
    ['<div style="display:inline">a</div>b</div>c', 'ab\nc'],
    ['<p title="display:block">a</p>', 'a'],
  ])('of %s is read as it is shown', (html, text) => {
    expect(visibleText(html)).toBe(text);
  });
});

describe('a table', () => {
  it.each([
    ['<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>', 'a\tb'],
    ['<table><tr><td></td><td>b</td></tr><tr><td>c</td><td></td><td>d</td></tr></table>', '\tb\nc\t\td'],
    ['<td>a</td><td>b</td>', 'a\tb'],
    ['x<td>a</td>', 'x\na'],
    ['<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>c', 'a\tb\nc'],
    ['<tr><td>a<tr><td>b', 'a\nb'],
    ['</table>a', 'a'],
  ])('of %s is read row by row', (html, text) => {
    expect(visibleText(html)).toBe(text);
  });
});
