import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface ServiceProcess {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** The service ended before it was ready; the message holds the end of its log. */
export class ServiceFailed extends Error {
  override readonly name = 'ServiceFailed';
}

export interface ServiceOptions {
  /** Script of the service, run by the same Node. */
  readonly entry: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** It ended by itself after it was ready. */
  readonly onGone: () => void;
}

const READY_MS = 30_000;
const STOP_MS = 5_000;
const LOG_LINES = 15;

/**
 * Starts the service as a child. The channel between the two is its life-line: it ends when this process does, even
 * by `kill -9`, since the operating system closes the channel then.
 */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  const log = openSync(options.logFile, 'w');
  const child = spawn(process.execPath, [options.entry], {
    env: { ...process.env, ...options.settings },
    stdio: ['ignore', log, log, 'ipc'],
    windowsHide: true,
  });
  closeSync(log);
  try {
    const port = await readyPort(child);
    let isStopping = false;
    child.once('exit', () => {
      if (!isStopping) options.onGone();
    });
    const stop = (): Promise<void> => {
      isStopping = true;
      return end(child);
    };
    return { port, stop };
  } catch (error) {
    await end(child);
    const text = await readFile(options.logFile, 'utf8').catch(() => '');
    const tail = text.trimEnd().split('\n').slice(-LOG_LINES).join('\n');
    throw new ServiceFailed(`The service did not start.\n${tail}`, { cause: error });
  }
}

function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('not ready in time')), READY_MS);
    child.on('message', (message) => {
      const port = portIn(message);
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(port);
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${String(code ?? signal)}`));
    });
  });
}

function portIn(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  if (!('kind' in message) || message.kind !== 'ready' || !('port' in message)) return undefined;
  return typeof message.port === 'number' ? message.port : undefined;
}

/** Closing the channel asks it to stop on every platform; Windows has no signals. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(timer);
}
