import { es5Problems, initialScripts } from './bundle.ts';

describe('The event bundle', () => {
  it.each([
    ['an arrow function', 'var a = () => 1;'],
    ['a constant', 'const a = 1;'],
    ['a template', 'var a = `b`;'],
    ['a spread', 'f(...a);'],
    ['an async function', 'async function a() {}'],
    ['optional chaining', 'var a = b?.c;'],
    ['look-behind', 'var a = /(?<=x)y/;'],
    ['negative look-behind', 'var a = /(?<!x)y/;'],
    ['a named group', 'var a = /(?<year>x)/;'],
    ['a Unicode property', 'var a = /\\p{L}/;'],
    ['a sticky expression', 'var a = /x/y;'],
    ['a Unicode expression', 'var a = /x/u;'],
    ['look-behind made at run time', 'var a = new RegExp("(?<=x)y");'],
    ['a named group made at run time', 'var a = RegExp("(?<year>x)");'],
    ['a Unicode property made at run time', 'var a = new RegExp("\\\\p{L}", "u");'],
    ['an expression that spans lines, made at run time', 'var a = new RegExp("x", "s");'],
  ])('may not have %s', (_, script) => {
    expect(es5Problems(script)).not.toEqual([]);
  });

  it.each([
    ['plain functions', 'var a = function () { return 1; };'],
    ['groups and look-ahead', 'var a = /(?:x)(?=y)(?!z)(q)/gim;'],
    ['expressions made at run time', 'var a = new RegExp("[a-z]+", "gi"), b = RegExp(c, d);'],
    ['texts that only look like patterns', 'var a = "(?<=x)";'],
  ])('may have %s', (_, script) => {
    expect(es5Problems(script)).toEqual([]);
  });
});

describe('What a page loads at once', () => {
  it('is its own scripts, not those of other hosts', () => {
    const page =
      '<script src="{{OFFICE_JS_URL}}"></script><script defer src="/a.js"></script><script defer src="/b.js">';
    expect(initialScripts(page)).toEqual(['a.js', 'b.js']);
  });
});
