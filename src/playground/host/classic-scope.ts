/** ECMAScript built-ins that classic Outlook's runtime has. `Intl` (office-js #4631) is not among them. */
const BUILT_INS: readonly string[] = [
  'Array',
  'ArrayBuffer',
  'Boolean',
  'DataView',
  'Date',
  'Error',
  'EvalError',
  'Float32Array',
  'Float64Array',
  'Function',
  'Infinity',
  'Int16Array',
  'Int32Array',
  'Int8Array',
  'JSON',
  'Map',
  'Math',
  'NaN',
  'Number',
  'Object',
  'Promise',
  'Proxy',
  'RangeError',
  'ReferenceError',
  'Reflect',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'SyntaxError',
  'TypeError',
  'URIError',
  'Uint16Array',
  'Uint32Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'WeakMap',
  'WeakSet',
  'decodeURI',
  'decodeURIComponent',
  'encodeURI',
  'encodeURIComponent',
  'escape',
  'isFinite',
  'isNaN',
  'parseFloat',
  'parseInt',
  'undefined',
  'unescape',
];

/**
 * The global scope of a script in the bare runtime: an object for `with`, which knows the built-ins and what is given,
 * and answers `undefined` for every other name that the page's own global scope would have known. Names that neither
 * knows stay what they are in any engine: a ReferenceError.
 */
export function classicScope(page: object, given: Readonly<Record<string, unknown>>): object {
  const own: Record<PropertyKey, unknown> = { ...given };
  for (const name of BUILT_INS) own[name] = Reflect.get(page, name);
  const scope: object = new Proxy(own, {
    has: (target, name) => Reflect.has(target, name) || (typeof name === 'string' && Reflect.has(page, name)),
  });
  own['globalThis'] = scope;
  own['self'] = scope;
  return scope;
}
