import { createSocket } from 'node:dgram';

export interface UdpServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Answers each datagram on loopback with what the function makes of it; several answers in turn, or none. */
export async function startUdpServer(
  answer: (query: Buffer) => readonly Buffer[],
  host = '127.0.0.1',
): Promise<UdpServer> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    for (const reply of answer(query)) socket.send(reply, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, host, resolve));
  const stop = () => new Promise<void>((resolve) => socket.close(() => resolve()));
  return { port: socket.address().port, stop };
}
