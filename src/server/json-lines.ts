export interface JsonLines {
  /** The line of each value, by JSON pointer (RFC 6901). */
  readonly lines: ReadonlyMap<string, number>;
  /** The line of the first sign that does not belong, where the text is no JSON. */
  readonly wrong?: number;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const WORD = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

/** Says in which lines the values of a JSON text stand; JSON.parse tells neither these nor where every mistake is. */
export function linesOf(text: string): JsonLines {
  const lines = new Map<string, number>();
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    at = endOf(SPACE, text, at) ?? at;
    const end = endOf(pattern, text, at);
    const taken = end === undefined ? undefined : text.slice(at, end);
    at = end ?? at;
    return taken;
  };
  const line = () => text.slice(0, at).split('\n').length;
  const hasSign = (sign: RegExp) => take(sign) !== undefined;

  const readValue = (pointer: string): boolean => {
    take(SPACE);
    if (!lines.has(pointer)) lines.set(pointer, line());
    if (hasSign(/\{/y)) return hasSign(/\}/y) || readMembers(pointer);
    if (hasSign(/\[/y)) return hasSign(/\]/y) || readItems(pointer);
    return hasSign(STRING) || hasSign(WORD);
  };
  const readMembers = (parent: string): boolean => {
    for (;;) {
      const key = take(STRING);
      if (key === undefined) return false;
      const pointer = `${parent}/${key.slice(1, -1).replaceAll('~', '~0').replaceAll('/', '~1')}`;
      lines.set(pointer, line());
      if (!hasSign(/:/y) || !readValue(pointer)) return false;
      if (!hasSign(/,/y)) return hasSign(/\}/y);
    }
  };
  const readItems = (parent: string): boolean => {
    for (let index = 0; ; index++) {
      if (!readValue(`${parent}/${index}`)) return false;
      if (!hasSign(/,/y)) return hasSign(/\]/y);
    }
  };

  const isWhole = readValue('') && take(SPACE) !== undefined && at === text.length;
  return isWhole ? { lines } : { lines, wrong: line() };
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
