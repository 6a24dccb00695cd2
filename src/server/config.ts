import { dirname, resolve } from 'node:path';
import { AppError } from './app-error.ts';
import {
  number,
  readHostAndPort,
  readList,
  readOrigin,
  readPorts,
  readProxy,
  readSafeOrigin,
  text,
} from './setting-readers.ts';
import type { HostAndPort, Setting } from './setting-readers.ts';

export type { HostAndPort } from './setting-readers.ts';

/** True for the address of a PostgreSQL; everything else is the path of an SQLite file. */
export function isPostgres(where: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(where);
}

const PROJECT = resolve(import.meta.dirname, '../..');
const EXAMPLE_POLICY = resolve(PROJECT, 'assets/policy.example.json');
const EXAMPLE_DATA = resolve(PROJECT, '.local/world');
const LOG_LEVELS: readonly string[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
/** Whose word is taken that an answer of DNS is validated (AD): `auto` = that of a resolver on this machine. */
const DNS_TRUST = ['auto', 'true', 'false'] as const;
export type DnsTrust = (typeof DNS_TRUST)[number];
const HOST = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?$/i;

/** Every setting of the service: variable, meaning, default, and what a wrong value should become. */
export const SETTINGS = {
  origin: {
    variable: 'SECURE_SEND_ORIGIN',
    meaning: 'public origin of add-in and API',
    fallback: 'https://localhost:3443',
    read: readOrigin,
    fix: 'an origin without a path, such as https://securesend.example.dk',
  } satisfies Setting<string>,
  host: {
    variable: 'SECURE_SEND_HOST',
    meaning: 'address to listen on',
    fallback: '127.0.0.1',
    read: (text) => (HOST.test(text) || text.includes(':') ? text : undefined),
    fix: 'a host name or address, such as 127.0.0.1',
  } satisfies Setting<string>,
  port: number({
    variable: 'SECURE_SEND_PORT',
    meaning: 'port to listen on; 0 = any',
    fallback: 8080,
    range: [0, 65535],
  }),
  policy: text('SECURE_SEND_POLICY', 'policy file', EXAMPLE_POLICY),
  data: text('SECURE_SEND_DATA', 'folder that relative paths of the policy file refer to', ''),
  database: text('SECURE_SEND_DATABASE', 'SQLite file with the records of sends', ''),
  databaseUrl: {
    variable: 'DATABASE_URL',
    meaning: 'PostgreSQL instead of the SQLite file',
    fallback: '',
    read: (text) => (isPostgres(text) && URL.canParse(text) ? text : undefined),
    fix: 'the address of a PostgreSQL, such as postgres://user:password@db.example.org:5432/secure_send',
    isSecret: true,
  } satisfies Setting<string>,
  addin: text('SECURE_SEND_ADDIN', 'folder with the built add-in', resolve(PROJECT, 'dist/addin')),
  officeJs: {
    variable: 'SECURE_SEND_OFFICE_JS',
    meaning: 'address of office.js',
    fallback: 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js',
    read: (text) =>
      /^(?:https:\/\/|\/)[^\s"'<>;,]+$/.test(text) && URL.canParse(text, 'https://a.example')
        ? text
        : undefined,
    fix: 'an https address, or a path on the own origin such as /office-js/office.js',
  } satisfies Setting<string>,
  frameAncestors: {
    variable: 'SECURE_SEND_FRAME_ANCESTORS',
    meaning: 'origins besides Outlook’s that may show the add-in, by comma',
    fallback: [],
    read: (text) => readList(text, readOrigin),
    fix: 'origins separated by commas, such as https://localhost:3000',
  } satisfies Setting<readonly string[]>,
  dns: {
    variable: 'SECURE_SEND_DNS',
    meaning: 'resolvers to ask, by comma; default: the system’s',
    fallback: [],
    read: (text) => readList(text, (part) => readHostAndPort(part, 53)),
    fix: 'an address with a port, such as 127.0.0.1:5300',
  } satisfies Setting<readonly HostAndPort[]>,
  dnsValidates: {
    variable: 'SECURE_SEND_DNS_VALIDATES',
    meaning: 'whether those resolvers’ word for a signed answer is taken; auto = of one on this machine only',
    fallback: 'auto',
    read: (text) => DNS_TRUST.find((word) => word === text),
    fix: `one of ${DNS_TRUST.join(', ')}`,
  } satisfies Setting<DnsTrust>,
  smtpPorts: {
    variable: 'SECURE_SEND_SMTP_PORTS',
    meaning: 'probe port per MX host, by comma; default 25',
    fallback: new Map<string, number>(),
    read: readPorts,
    fix: 'pairs of host and port, such as mx.one.example:2501,mx.two.example:2502',
  } satisfies Setting<Map<string, number>>,
  webPorts: {
    variable: 'SECURE_SEND_WEB_PORTS',
    meaning: 'port per host for what is fetched (MTA-STS, CRL, OCSP, lists), by comma; default 80 and 443',
    fallback: new Map<string, number>(),
    read: readPorts,
    fix: 'pairs of host and port, such as mta-sts.example:8443',
  } satisfies Setting<Map<string, number>>,
  extraAnchors: text(
    'SECURE_SEND_EXTRA_ANCHORS',
    'PEM file with trust anchors for mail and web servers, besides Node’s',
    '',
  ),
  probeTimeoutMs: number({
    variable: 'SECURE_SEND_PROBE_TIMEOUT_MS',
    meaning: 'longest probe of one mail server, milliseconds',
    fallback: 20000,
    range: [50, 60000],
  }),
  probeUrl: {
    variable: 'SECURE_SEND_PROBE_URL',
    meaning: 'origin of the Secure Send service that asks mail servers in place of this one',
    fallback: '',
    read: readSafeOrigin,
    fix: 'an https origin without a path, such as https://prober.example.dk',
  } satisfies Setting<string>,
  probeToken: {
    variable: 'SECURE_SEND_PROBE_TOKEN',
    meaning: 'secret by which one service asks mail servers for another',
    fallback: '',
    read: (text) => (/^[\x21-\x7e]{32,500}$/.test(text) ? text : undefined),
    fix: '32 to 500 letters, digits and signs without blanks, the same on both services',
    isSecret: true,
  } satisfies Setting<string>,
  deadlineMs: number({
    variable: 'SECURE_SEND_DEADLINE_MS',
    meaning: 'longest look-up of one recipient, milliseconds',
    fallback: 10000,
    range: [100, 60000],
  }),
  allowPrivate: {
    variable: 'SECURE_SEND_ALLOW_PRIVATE',
    meaning: 'probes and fetches may connect to loopback and private addresses',
    fallback: false,
    read: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
    fix: 'true or false',
  } satisfies Setting<boolean>,
  rateLimit: number({
    variable: 'SECURE_SEND_RATE_LIMIT',
    meaning: 'requests per minute and client; 0 = no limit',
    fallback: 1200,
    range: [0, 10_000_000],
  }),
  trustProxy: {
    variable: 'SECURE_SEND_TRUST_PROXY',
    meaning: 'proxies whose X-Forwarded-For is believed, by comma: addresses, networks or loopback; none',
    fallback: ['loopback'],
    read: (text) => (text === 'none' ? [] : readList(text, readProxy)),
    fix: 'addresses or networks such as 10.0.0.5,10.1.0.0/24, to loopback, or to none',
  } satisfies Setting<readonly string[]>,
  log: {
    variable: 'SECURE_SEND_LOG',
    meaning: 'log level',
    fallback: 'info',
    read: (text) => (LOG_LEVELS.includes(text) ? text : undefined),
    fix: `one of ${LOG_LEVELS.join(', ')}`,
  } satisfies Setting<string>,
} as const;

/** `database`: the PostgreSQL where there is one, else the path of the SQLite file. */
export type Settings = {
  readonly [Name in Exclude<keyof typeof SETTINGS, 'databaseUrl'>]: (typeof SETTINGS)[Name] extends Setting<
    infer T
  >
    ? T
    : never;
};

/** Reads all settings; throws one AppError that names every wrong variable, its value and the fix. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const of = <T>({ variable, fallback, read, fix, isSecret = false }: Setting<T>): T => {
    const value = env[variable]?.trim();
    if (value === undefined || value === '') return fallback;
    const meant = read(value);
    const shown = isSecret ? 'not usable' : `"${value}"`;
    if (meant === undefined) problems.push(`${variable} is ${shown}. Set it to ${fix}.`);
    return meant ?? fallback;
  };
  const policy = of(SETTINGS.policy);
  const data = of(SETTINGS.data) || (policy === EXAMPLE_POLICY ? EXAMPLE_DATA : dirname(policy));
  const settings: Settings = {
    origin: of(SETTINGS.origin),
    host: of(SETTINGS.host),
    port: of(SETTINGS.port),
    policy,
    data,
    database: of(SETTINGS.databaseUrl) || of(SETTINGS.database) || resolve(data, 'secure-send.sqlite'),
    addin: of(SETTINGS.addin),
    officeJs: of(SETTINGS.officeJs),
    frameAncestors: of(SETTINGS.frameAncestors),
    dns: of(SETTINGS.dns),
    dnsValidates: of(SETTINGS.dnsValidates),
    smtpPorts: of(SETTINGS.smtpPorts),
    webPorts: of(SETTINGS.webPorts),
    extraAnchors: of(SETTINGS.extraAnchors),
    probeTimeoutMs: of(SETTINGS.probeTimeoutMs),
    probeUrl: of(SETTINGS.probeUrl),
    probeToken: of(SETTINGS.probeToken),
    deadlineMs: of(SETTINGS.deadlineMs),
    allowPrivate: of(SETTINGS.allowPrivate),
    rateLimit: of(SETTINGS.rateLimit),
    trustProxy: of(SETTINGS.trustProxy),
    log: of(SETTINGS.log),
  };
  if (settings.probeUrl !== '' && settings.probeToken === '' && problems.length === 0) {
    problems.push('SECURE_SEND_PROBE_URL needs SECURE_SEND_PROBE_TOKEN. Set it to the one of that service.');
  }
  if (problems.length > 0) throw new AppError('settings.invalid', problems.join('\n'));
  return settings;
}
