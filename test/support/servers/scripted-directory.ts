import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { Ber, BerReader, BerWriter } from 'ldapts';
import { freePort } from './server-program.ts';

export interface ScriptedEntry {
  readonly [attribute: string]: readonly (string | Buffer)[];
}

/** What the server says to one search: entries and a result code (RFC 4511 §4.1.9), bytes of its own, or nothing. */
export type ScriptedReply =
  | { readonly entries: readonly ScriptedEntry[]; readonly code?: number }
  | { readonly bytes: Buffer }
  | 'silence'
  | 'hang-up';

export interface ScriptedDirectory {
  readonly url: string;
  /** Sockets that were opened since the start. */
  readonly opened: () => number;
  /** Searches that came in, each with the number of addresses in its filter. */
  readonly searches: readonly number[];
  readonly stop: () => Promise<void>;
}

const OPERATION = { bindRequest: 0x60, bindReply: 0x61, search: 0x63, entry: 0x64, done: 0x65 };
const FILTER = { or: 0xa1, equality: 0xa3 };

/** A directory that misbehaves as the test says; real ones do not on demand. */
export async function startScriptedDirectory(
  reply: (addresses: readonly string[], count: number) => ScriptedReply,
): Promise<ScriptedDirectory> {
  const sockets = new Set<Socket>();
  const searches: number[] = [];
  let opened = 0;
  const server = createServer((socket) => {
    opened++;
    sockets.add(socket);
    let pending = Buffer.alloc(0);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      pending = Buffer.concat([pending, bytes]);
      for (;;) {
        const message = firstMessage(pending);
        if (message === undefined) return;
        pending = pending.subarray(message.length);
        answer(socket, message);
      }
    });
  });
  const answer = (socket: Socket, message: Buffer) => {
    const reader = new BerReader(message);
    reader.readSequence();
    const id = reader.readInt() ?? 0;
    const operation = reader.readSequence();
    if (operation === OPERATION.bindRequest) socket.write(result(id, OPERATION.bindReply, 0));
    if (operation !== OPERATION.search) return;
    const addresses = addressesIn(reader);
    searches.push(addresses.length);
    say(socket, id, reply(addresses, searches.length));
  };
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `ldap://127.0.0.1:${port}`, opened: () => opened, searches, stop };
}

function say(socket: Socket, id: number, reply: ScriptedReply): void {
  if (reply === 'silence') return;
  if (reply === 'hang-up') socket.destroy();
  else if ('bytes' in reply) socket.write(reply.bytes);
  else {
    const entries = reply.entries.map((entry) => entryMessage(id, entry));
    socket.write(Buffer.concat([...entries, result(id, OPERATION.done, reply.code ?? 0)]));
  }
}

function firstMessage(bytes: Buffer): Buffer | undefined {
  const reader = new BerReader(bytes);
  if (reader.readSequence() === null || reader.remain < reader.length) return undefined;
  return bytes.subarray(0, reader.offset + reader.length);
}

/** The values of the equality filters in a search (RFC 4511 §4.5.1). */
function addressesIn(reader: BerReader): readonly string[] {
  reader.readString();
  reader.readEnumeration();
  reader.readEnumeration();
  reader.readInt();
  reader.readInt();
  reader.readBoolean();
  const addresses: string[] = [];
  const tag = reader.readSequence();
  const end = reader.offset + reader.length;
  const readEquality = () => {
    reader.readString();
    addresses.push(reader.readString() ?? '');
  };
  if (tag === FILTER.equality) readEquality();
  while (tag === FILTER.or && reader.offset < end) {
    reader.readSequence(FILTER.equality);
    readEquality();
  }
  return addresses;
}

function entryMessage(id: number, entry: ScriptedEntry): Buffer {
  return message(id, (writer) => {
    writer.startSequence(OPERATION.entry);
    writer.writeString('uid=scripted');
    writer.startSequence();
    for (const [name, values] of Object.entries(entry)) {
      writer.startSequence();
      writer.writeString(name);
      writer.startSequence(0x31);
      for (const value of values) writer.writeBuffer(Buffer.from(value), Ber.OctetString);
      writer.endSequence();
      writer.endSequence();
    }
    writer.endSequence();
    writer.endSequence();
  });
}

function result(id: number, operation: number, code: number): Buffer {
  return message(id, (writer) => {
    writer.startSequence(operation);
    writer.writeEnumeration(code);
    writer.writeString('');
    writer.writeString('');
    writer.endSequence();
  });
}

function message(id: number, write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  write(writer);
  writer.endSequence();
  return writer.buffer;
}
