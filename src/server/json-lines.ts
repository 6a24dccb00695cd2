export interface JsonLines {
  /** The line of each value, by JSON pointer (RFC 6901). */
  readonly lines: ReadonlyMap<string, number>;
  /** The line of the first sign that does not belong, where the text is no JSON. */
  readonly wrong?: number;
  /** The first key that an object has twice; of the two, JSON.parse takes the last without a word. */
  readonly repeated?: { readonly key: string; readonly line: number };
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const WORD = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

/** Nothing of ours is nested deeper; deeper values have no line of their own. */
const DEEPEST = 100;

/** Says in which lines the values of a JSON text stand; JSON.parse tells neither these nor where every mistake is. */
export function linesOf(text: string): JsonLines {
  const lines = new Map<string, number>();
  let repeated: JsonLines['repeated'];
  let at = 0;
  let depth = 0;
  const take = (pattern: RegExp): string | undefined => {
    at = endOf(SPACE, text, at) ?? at;
    const end = endOf(pattern, text, at);
    const taken = end === undefined ? undefined : text.slice(at, end);
    at = end ?? at;
    return taken;
  };
  const line = lineCounter(text, () => at);
  const hasSign = (sign: RegExp) => take(sign) !== undefined;

  const readValue = (pointer: string): boolean => {
    take(SPACE);
    if (!lines.has(pointer)) lines.set(pointer, line());
    if (hasSign(/\{/y)) return hasSign(/\}/y) || nested(() => readMembers(pointer));
    if (hasSign(/\[/y)) return hasSign(/\]/y) || nested(() => readItems(pointer));
    return hasSign(STRING) || hasSign(WORD);
  };
  const nested = (read: () => boolean): boolean => {
    const isRead = depth++ < DEEPEST && read();
    depth--;
    return isRead;
  };
  const readMembers = (parent: string): boolean => {
    const keys = new Set<string>();
    for (;;) {
      const key = take(STRING);
      if (key === undefined) return false;
      const pointer = `${parent}/${key.slice(1, -1).replaceAll('~', '~0').replaceAll('/', '~1')}`;
      lines.set(pointer, line());
      const name = String(JSON.parse(key));
      if (keys.has(name)) repeated ??= { key: name, line: line() };
      keys.add(name);
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
  return { lines, ...(isWhole ? {} : { wrong: line() }), ...(repeated === undefined ? {} : { repeated }) };
}

/** The line of a place that only moves on. */
function lineCounter(text: string, place: () => number): () => number {
  let counted = 0;
  let lines = 1;
  return () => {
    for (const end = place(); counted < end; counted++) if (text[counted] === '\n') lines++;
    return lines;
  };
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
