import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../app-error.ts';
import { parseDomain } from './international-domain.ts';
import { watchPath } from './watched-file.ts';

export interface TunnelOrganisation {
  readonly domain: string;
  readonly name: string;
  readonly since?: string;
}

/** The list as it stands in the file; `listedAt` is when the file was last changed. */
export interface TunnelList {
  readonly source: string;
  readonly listedAt: Date;
  readonly organisations: readonly TunnelOrganisation[];
  readonly byDomain: ReadonlyMap<string, TunnelOrganisation>;
}

/** Gives the list, read again when its file changes; rejects with what is wrong with the file. */
export type ReadTunnelList = () => Promise<TunnelList>;

const LARGEST_FILE = 20_000_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export function createTunnelList(path: string): ReadTunnelList {
  const source = basename(path);
  const read = watchPath(path, async (listedAt) => {
    const bytes = await readFile(path);
    if (bytes.length > LARGEST_FILE) throw wrong(source, 'is larger than 20 MB');
    return toList(parseTunnelList(bytes.toString('utf8'), source), source, listedAt);
  });
  return async () => {
    try {
      return await read();
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('tunnel-list.unreadable', `The tunnel list ${source} cannot be read.`, { cause });
    }
  };
}

/** Reads CSV with the header `domain,name,since`. One bad line refuses the list: half a list is worse than none. */
export function parseTunnelList(text: string, source: string): readonly TunnelOrganisation[] {
  const [header, ...rows] = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const columns = splitLine(header ?? '')?.map((column) => column.trim().toLowerCase()) ?? [];
  const [domainAt, nameAt, sinceAt] = ['domain', 'name', 'since'].map((name) => columns.indexOf(name));
  if (domainAt === undefined || domainAt < 0 || nameAt === undefined || nameAt < 0) {
    throw wrong(source, 'lacks its header line. Begin it with "domain,name,since"');
  }
  return rows.flatMap((row, index) => {
    if (row.trim() === '') return [];
    const cells = splitLine(row)?.map((cell) => cell.trim()) ?? [];
    const domain = parseDomain(cells[domainAt] ?? '');
    const name = cells[nameAt] ?? '';
    const since = cells[sinceAt ?? -1] ?? '';
    if (cells.length !== columns.length || domain === undefined || name === '') {
      throw wrong(source, `has a mistake in line ${index + 2}. Write it as "domain,name,since"`);
    }
    if (since !== '' && !DATE.test(since)) {
      throw wrong(source, `has a date that is not YYYY-MM-DD in line ${index + 2}`);
    }
    return [{ domain, name, ...(since === '' ? {} : { since }) }];
  });
}

function toList(organisations: readonly TunnelOrganisation[], source: string, listedAt: Date): TunnelList {
  const byDomain = new Map(organisations.map((organisation) => [organisation.domain, organisation]));
  return { source, listedAt, organisations, byDomain };
}

/** The cells of one line (RFC 4180 without line breaks in cells); undefined when a quote is left open. */
function splitLine(line: string): readonly string[] | undefined {
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const match = /^\s*"((?:[^"]|"")*)"\s*(,|$)/.exec(rest) ?? /^([^",]*)(,|$)/.exec(rest);
    if (match === null) return undefined;
    cells.push((match[1] ?? '').replaceAll('""', '"'));
    if (match[2] === '') return cells;
    rest = rest.slice(match[0].length);
  }
}

function wrong(source: string, what: string): AppError {
  return new AppError('tunnel-list.unreadable', `The tunnel list ${source} ${what}.`);
}
