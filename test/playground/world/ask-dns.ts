import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import * as dnsPacket from 'dns-packet';
import type { DecodedPacket, Packet, RecordType } from 'dns-packet';

export interface DnsQuestion {
  readonly name: string;
  readonly type: RecordType;
  readonly port: number;
  /** The answer is wanted even if it is forged (CD). */
  readonly isUnchecked?: boolean;
}

function encodeQuery({ name, type, isUnchecked = false }: DnsQuestion, id: number): Packet {
  const flags = dnsPacket.RECURSION_DESIRED | (isUnchecked ? dnsPacket.CHECKING_DISABLED : 0);
  return { type: 'query', id, flags, questions: [{ type, name, class: 'IN' }] };
}

/** The answer over UDP, or undefined when none came within the time. */
export function askUdp(question: DnsQuestion, timeoutMs = 2000): Promise<DecodedPacket | undefined> {
  const socket = createSocket('udp4');
  return new Promise((resolve, reject) => {
    const finish = (answer: DecodedPacket | undefined): void => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(undefined), timeoutMs);
    socket.once('error', reject);
    socket.once('message', (message) => finish(dnsPacket.decode(message)));
    socket.send(dnsPacket.encode(encodeQuery(question, 7)), question.port, '127.0.0.1');
  });
}

export function askTcp(question: DnsQuestion): Promise<Packet> {
  return new Promise((resolve, reject) => {
    const socket = connect(question.port, '127.0.0.1');
    let received = Buffer.alloc(0);
    socket.once('error', reject);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      socket.destroy();
      resolve(dnsPacket.streamDecode(received));
    });
    const message = dnsPacket.streamEncode(encodeQuery(question, 8));
    // In two pieces, as a slow network would bring it.
    socket.write(message.subarray(0, 5));
    setTimeout(() => socket.write(message.subarray(5)), 20);
  });
}

export function answersOf(packet: Packet | undefined): unknown[] {
  return (packet?.answers ?? []).map((answer) => ('data' in answer ? answer.data : undefined));
}

/** `NOERROR`, `NXDOMAIN` … (the types of dns-packet leave it out). */
export function codeOf(packet: Packet | undefined): unknown {
  return packet !== undefined && 'rcode' in packet ? packet.rcode : undefined;
}
