import type { Socket } from 'node:net';

/** One reply of a mail server: its code and the text of its lines (RFC 5321 §4.2). */
export interface SmtpReply {
  readonly code: number;
  readonly lines: readonly string[];
}

export interface SmtpConversation {
  /**
   * The next reply, however many lines and pauses it has: a guarded server greets with a first line, and with the last
   * one many seconds later. Rejects when the server leaves, is too slow or does not speak SMTP.
   */
  read(): Promise<SmtpReply>;
  send(command: string): Promise<SmtpReply>;
  /** Ends the reading; true when the server has said more than it was asked for. */
  release(): boolean;
}

interface Reading {
  /** What has come of a line that has not ended. */
  rest: string;
  /** The lines so far of a reply that has not ended. */
  lines: string[];
  readonly replies: SmtpReply[];
}

/** For everything that the server says before TLS. */
const MOST_OCTETS = 32_768;
const LINE = /^(\d{3})([ -]?)(.*)$/;

/** Speaks SMTP lines over a socket. One command at a time; everything stops when the signal does. */
export function converse(socket: Socket, signal: AbortSignal): SmtpConversation {
  const reading: Reading = { rest: '', lines: [], replies: [] };
  let octets = 0;
  let failure: Error | undefined;
  let waiting: { resolve: (reply: SmtpReply) => void; reject: (error: Error) => void } | undefined;
  const settle = () => {
    const reply = waiting === undefined ? undefined : reading.replies.shift();
    if (reply !== undefined) waiting?.resolve(reply);
    else if (failure !== undefined) waiting?.reject(failure);
    else return;
    waiting = undefined;
  };
  const fail = (error: Error) => {
    failure ??= error;
    settle();
  };
  const onData = (chunk: Buffer) => {
    octets += chunk.length;
    if (octets > MOST_OCTETS) return fail(new Error('reply too long'));
    if (!takeIn(reading, chunk.toString('latin1'))) return fail(new Error('not SMTP'));
    settle();
  };
  const onError = (error: Error) => fail(error);
  const onClose = () => fail(new Error('the server left'));
  const onAbort = () => fail(new Error('no answer in time'));
  socket.on('data', onData).on('error', onError).on('close', onClose);
  signal.addEventListener('abort', onAbort);
  const read = () =>
    new Promise<SmtpReply>((resolve, reject) => {
      waiting = { resolve, reject };
      settle();
    });
  return {
    read,
    send(command) {
      socket.write(`${command}\r\n`);
      return read();
    },
    release() {
      socket.off('data', onData).off('error', onError).off('close', onClose);
      signal.removeEventListener('abort', onAbort);
      return reading.rest !== '' || reading.lines.length > 0 || reading.replies.length > 0;
    },
  };
}

/** Takes in what has come, each line once: who sends it octet by octet costs no more. False when it is no SMTP. */
function takeIn(reading: Reading, text: string): boolean {
  const lines = text.split('\n');
  lines[0] = reading.rest + (lines[0] ?? '');
  reading.rest = lines.pop() ?? '';
  for (const line of lines) {
    const match = LINE.exec(line.replace(/\r$/, ''));
    if (match === null) return false;
    reading.lines.push(match[3] ?? '');
    if (match[2] === '-') continue;
    reading.replies.push({ code: Number(match[1]), lines: reading.lines });
    reading.lines = [];
  }
  return true;
}
