import { realpathSync } from 'node:fs';
import { BuildFailed } from './page-build.ts';
import { PortUnavailable } from './loopback.ts';
import type { SceneName } from './scenes.ts';
import { ServiceFailed } from './service-process.ts';

interface Ports {
  readonly page: number;
  readonly addin: number;
}

interface Running {
  readonly url: string;
  readonly addinOrigin: string;
  readonly authorityFile: string;
  readonly stop: () => Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', ...(process.platform === 'win32' ? ['SIGBREAK'] : [])];
/** They show most in the shortest time. */
const FIRST_SCENES: readonly SceneName[] = ['gmail-with-cpr', 'certificate-with-cpr', 'internal'];
/** 128 + the number of SIGINT, as shells have it. */
const INTERRUPTED = 130;

/** True when Node was asked to run this very file, and not a file that imports it. */
export function isRunAs(file: string): boolean {
  const script = process.argv[1];
  return script !== undefined && isSameFile(script, file);
}

/** `npm start`: starts, says what to do next, and ends cleanly at Ctrl-C. */
export async function runFromTerminal(
  start: (options: { readonly ports: Ports }) => Promise<Running>,
  usual: Ports,
): Promise<void> {
  console.log('Secure Send playground');
  let running: Running | undefined;
  let isEnding = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // Pressed again, or pressed before anything runs that has to be ended in order.
      if (isEnding || running === undefined) process.exit(INTERRUPTED);
      isEnding = true;
      console.log('\nStopping …');
      void running.stop().then(() => process.exit(0));
    });
  }
  try {
    running = await start({ ports: readPorts(process.env, usual) });
    console.log(welcome(running, process.platform));
  } catch (error) {
    console.error(`\n${explain(error)}`);
    process.exit(1);
  }
}

/** Ports by environment variable; anything that is no port counts as a mistake worth telling. */
export function readPorts(env: Readonly<Record<string, string | undefined>>, usual: Ports): Ports {
  return {
    page: readPort('PLAYGROUND_PORT', env['PLAYGROUND_PORT'], usual.page),
    addin: readPort('ADDIN_PORT', env['ADDIN_PORT'], usual.addin),
  };
}

function readPort(variable: string, value: string | undefined, usual: number): number {
  if (value === undefined || value.trim() === '') return usual;
  const port = /^\d{1,5}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new PortUnavailable(
    `${variable} is “${value}”. It must be a number from 0 to 65535 (0 = any free port).`,
  );
}

/** What to open, and what to do about the certificate. */
export function welcome(
  { url, addinOrigin, authorityFile }: Omit<Running, 'stop'>,
  platform: NodeJS.Platform,
): string {
  return `
Ready. Open this address in your browser:

    ${url}

Worth a first look:
${FIRST_SCENES.map((name) => `    ${sceneAddress(url, name)}`).join('\n')}

The certificate was made on this machine, so your browser does not know it yet. Either
  · go on past its warning: “Advanced”, then “Continue to localhost”
    (Firefox and Safari ask per address: open ${addinOrigin}/taskpane.html once as well), or
  · let it trust the certificate, which is good for localhost only:
    ${trustCommand(authorityFile, platform)}

Everything runs on this machine; no mail leaves it. Ctrl-C ends it.
`;
}

function sceneAddress(page: string, scene: SceneName): string {
  const url = new URL(page);
  url.searchParams.set('scene', scene);
  return url.href;
}

function trustCommand(file: string, platform: NodeJS.Platform): string {
  switch (platform) {
    case 'win32':
      return `certutil -user -addstore Root "${file}"`;
    case 'darwin':
      return `security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db "${file}"`;
    default:
      return [
        `certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n secure-send-playground -i "${file}"`,
        '  (Chrome; the command is in the package libnss3-tools. Firefox: Settings, Certificates, Import.)',
      ].join('\n    ');
  }
}

/** Our own messages say what to do; of anything else the whole trace is of use. */
function explain(error: unknown): string {
  if (error instanceof BuildFailed) return `The pages could not be built.\n${error.message}`;
  if (error instanceof PortUnavailable || error instanceof ServiceFailed) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isSameFile(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
