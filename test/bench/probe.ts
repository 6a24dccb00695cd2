import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls, createSecureContext, rootCertificates } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { createSmtpProbe } from '../../src/server/adapters/smtp-probe.ts';
import { judge, median } from './figure.ts';
import type { Figure } from './figure.ts';

const HOST = 'mx.bench.example';
const ADDRESS = '127.0.0.1';
const WARM_UP = 30;
const ROUNDS = 300;

/** A whole probe beside one that only goes through the motions, in turns, at the same server. */
export async function benchProbe(): Promise<readonly Figure[]> {
  const child = fork(join(import.meta.dirname, 'mail-server.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const [server]: unknown[] = await once(child, 'message');
    if (!isServer(server)) throw new Error('The bench mail server did not start.');
    const { ours, floor } = await measure(server);
    const name = 'full STARTTLS probe, TLS 1.3, p50, against a raw one';
    return [judge({ name, unit: 'ms', ours, floor }, { on: 'ratio', atMost: 1.3 })];
  } finally {
    child.disconnect();
  }
}

interface Server {
  readonly port: number;
  readonly anchor: string;
}

async function measure({ port, anchor }: Server): Promise<{ readonly ours: number; readonly floor: number }> {
  const probe = createSmtpProbe({
    ports: new Map([[HOST, port]]),
    extraAnchors: [anchor],
    timeoutMs: 10_000,
    allowPrivate: true,
    ownName: 'bench.example',
  });
  const { signal } = new AbortController();
  const context = createSecureContext({ ca: [...rootCertificates, anchor], minVersion: 'TLSv1.2' });
  const times: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const start = performance.now();
    const { outcome } = await probe.probe(HOST, [ADDRESS], signal);
    const middle = performance.now();
    await probeRaw(port, context);
    const end = performance.now();
    if (outcome !== 'tls-verified') throw new Error(`The bench probe came out as ${outcome}.`);
    if (round < 0) continue;
    times.ours.push(middle - start);
    times.floor.push(end - middle);
  }
  return { ours: median(times.ours), floor: median(times.floor) };
}

/** The same words on the wire, without limits, manners, or a look at what comes back. */
async function probeRaw(port: number, secureContext: SecureContext): Promise<void> {
  const socket = connect(port, ADDRESS);
  await lastLine(socket);
  socket.write('EHLO bench.example\r\n');
  await lastLine(socket);
  socket.write('STARTTLS\r\n');
  await lastLine(socket);
  const secured = connectTls({ socket, servername: HOST, secureContext });
  await once(secured, 'secureConnect');
  secured.destroy();
}

async function lastLine(socket: Socket): Promise<void> {
  let text = '';
  while (!/^\d{3} .*\r\n$/m.test(text)) text += String((await once(socket, 'data'))[0]);
}

function isServer(value: unknown): value is Server {
  return typeof value === 'object' && value !== null && 'port' in value && 'anchor' in value;
}
