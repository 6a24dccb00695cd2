import { connect } from 'node:net';
import { decode, streamEncode } from 'dns-packet';
import type { RecordType } from 'dns-packet';
import type { SmimeaRecords } from '../../../src/server/adapters/smimea.ts';

const RECURSION_DESIRED = 0x100;
/** "Say whether it is authenticated" (RFC 6840 §5.7). */
const AUTHENTIC_DATA = 0x20;

/** Asks a resolver on loopback by TCP for the bare data of records of any type. */
export async function askRecords(port: number, name: string, type: number): Promise<SmimeaRecords> {
  // The package writes and reads types that it has no name for; its types leave them out.
  const unknown = `UNKNOWN_${type}` as RecordType;
  const bytes = await exchange(
    port,
    streamEncode({
      type: 'query',
      id: 1,
      flags: RECURSION_DESIRED | AUTHENTIC_DATA,
      questions: [{ name, type: unknown }],
    }),
  );
  const reply = decode(bytes);
  const code = 'rcode' in reply ? reply.rcode : undefined;
  if (code !== 'NOERROR') return { kind: code === 'NXDOMAIN' ? 'no-domain' : 'failed' };
  const records = (reply.answers ?? []).flatMap((answer) =>
    answer.type === unknown && 'data' in answer && Buffer.isBuffer(answer.data) ? [answer.data] : [],
  );
  return records.length === 0
    ? { kind: 'no-records' }
    : { kind: 'found', records, isAuthenticated: reply.flag_ad };
}

function exchange(port: number, question: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(question));
    let bytes = Buffer.alloc(0);
    socket.once('error', reject);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length < 2 || bytes.length < 2 + bytes.readUInt16BE(0)) return;
      socket.destroy();
      resolve(bytes.subarray(2));
    });
  });
}
