/** What a domain demands of who sends it mail (RFC 8461 §3.2). */
export interface StsPolicy {
  readonly mode: 'enforce' | 'testing' | 'none';
  /** Names of mail servers in lower case; "*." in front stands for exactly one part. */
  readonly servers: readonly string[];
  readonly maxAgeSeconds: number;
}

const MODES = ['enforce', 'testing', 'none'] as const;
const FIELD = /^([A-Za-z0-9][A-Za-z0-9_.-]{0,31})=([\x21-\x3a\x3c\x3e-\x7e]+)$/;
const ID = /^[A-Za-z0-9]{1,32}$/;
const LINE = /^([A-Za-z0-9][A-Za-z0-9_.-]{0,31}):[ \t]*(.*)$/;
const SERVER = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
/** A year at most (RFC 8461 §3.2); what is to be forgotten at once holds as long as any answer of DNS (spec 4). */
const MAX_AGE_SECONDS = { least: 180, most: 31_557_600 } as const;

/** The id in the one record that announces a policy; undefined unless there is exactly one, well-formed (§3.1). */
export function readStsRecord(texts: readonly string[]): string | undefined {
  const [text, ...others] = texts.filter((one) => one.startsWith('v=STSv1;'));
  if (text === undefined || others.length > 0) return undefined;
  const fields = text.split(';').map((field) => field.trim());
  if (fields.at(-1) === '') fields.pop();
  const pairs = fields.slice(1).map((field) => FIELD.exec(field));
  if (pairs.includes(null)) return undefined;
  const id = pairs.find((pair) => pair?.[1] === 'id')?.[2];
  return id !== undefined && ID.test(id) ? id : undefined;
}

/** Reads a policy by the grammar of RFC 8461 §3.2; undefined for anything else. Unknown keys say nothing. */
export function parseStsPolicy(text: string): StsPolicy | undefined {
  const lines = text
    .replace(/[\r\n]+$/, '')
    .split(/\r?\n/)
    .map((line) => LINE.exec(line));
  if (lines.includes(null)) return undefined;
  const values = (key: string) =>
    lines.flatMap((line) => (line?.[1] === key ? [(line[2] ?? '').trimEnd()] : []));
  // Of a key that comes twice the first counts, but for mx (§3.2).
  const [version] = values('version');
  const mode = MODES.find((one) => one === values('mode')[0]);
  const maxAge = values('max_age')[0] ?? '';
  const servers = values('mx').map((server) => server.toLowerCase());
  if (version !== 'STSv1' || mode === undefined || !/^\d{1,10}$/.test(maxAge)) return undefined;
  if (!servers.every((server) => SERVER.test(server))) return undefined;
  if (servers.length === 0 && mode !== 'none') return undefined;
  const maxAgeSeconds = Math.min(Math.max(Number(maxAge), MAX_AGE_SECONDS.least), MAX_AGE_SECONDS.most);
  return { mode, servers, maxAgeSeconds };
}

/** Whether a policy names the mail server; a wildcard stands for exactly one part of a name (§4.1). */
export function isListed(host: string, servers: readonly string[]): boolean {
  const parent = host.slice(host.indexOf('.'));
  return servers.some((server) =>
    server.startsWith('*.') ? host.indexOf('.') > 0 && server.slice(1) === parent : server === host,
  );
}
