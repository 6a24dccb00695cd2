import type { Socket } from 'node:net';

/** One reply of a mail server: its code and the text of its lines (RFC 5321 §4.2). */
export interface SmtpReply {
  readonly code: number;
  readonly lines: readonly string[];
}

export interface SmtpConversation {
  /** The next reply; rejects when the server leaves, is too slow or does not speak SMTP. */
  read(): Promise<SmtpReply>;
  send(command: string): Promise<SmtpReply>;
  /** Ends the reading; true when the server has said more than it was asked for. */
  release(): boolean;
}

const MOST_OCTETS = 32_768;
const LINE = /^(\d{3})([ -]?)(.*)$/;

/** Speaks SMTP lines over a socket. One command at a time; everything stops when the signal does. */
export function converse(socket: Socket, signal: AbortSignal): SmtpConversation {
  let buffered = '';
  let failure: Error | undefined;
  let waiting: { resolve: (reply: SmtpReply) => void; reject: (error: Error) => void } | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    waiting?.reject(failure);
    waiting = undefined;
  };
  const settle = () => {
    if (waiting === undefined) return;
    const parsed = takeReply(buffered);
    if (parsed instanceof Error) return fail(parsed);
    if (parsed === undefined) return;
    buffered = parsed.rest;
    waiting.resolve(parsed.reply);
    waiting = undefined;
  };
  const onData = (chunk: Buffer) => {
    buffered += chunk.toString('latin1');
    if (buffered.length > MOST_OCTETS) return fail(new Error('reply too long'));
    settle();
  };
  const onError = (error: Error) => fail(error);
  const onClose = () => fail(new Error('the server left'));
  const onAbort = () => fail(new Error('no answer in time'));
  socket.on('data', onData).on('error', onError).on('close', onClose);
  signal.addEventListener('abort', onAbort);
  const read = () =>
    new Promise<SmtpReply>((resolve, reject) => {
      if (failure !== undefined) return reject(failure);
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
      return buffered.length > 0;
    },
  };
}

/** One whole reply from the front of the text, undefined when it has not all come, an Error when it is no SMTP. */
function takeReply(text: string): { reply: SmtpReply; rest: string } | Error | undefined {
  const lines: string[] = [];
  let at = 0;
  for (;;) {
    const end = text.indexOf('\n', at);
    if (end < 0) return undefined;
    const match = LINE.exec(text.slice(at, end).replace(/\r$/, ''));
    if (match === null) return new Error('not SMTP');
    at = end + 1;
    lines.push(match[3] ?? '');
    if (match[2] !== '-') return { reply: { code: Number(match[1]), lines }, rest: text.slice(at) };
  }
}
