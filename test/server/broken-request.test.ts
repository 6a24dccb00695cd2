import { connect } from 'node:net';
import { aService } from '../support/service.ts';
import type { ServiceForTests } from '../support/service.ts';

let service: ServiceForTests;
let port: number;

beforeAll(async () => {
  // The level at which everything is said.
  service = await aService({ logLevel: 'trace' });
  await service.app.listen({ host: '127.0.0.1', port: 0 });
  const [address] = service.app.addresses();
  if (typeof address !== 'object') throw new Error('not listening');
  port = address.port;
});

afterAll(() => service.app.close());

test.each([
  ['no HTTP at all', 'MAIL FROM:<anna@secret.example>\r\n\r\n', 400, 'request.malformed'],
  [
    'a header that is none',
    'GET /api/v1/policy HTTP/1.1\r\nHost: x\r\nanna@secret.example\r\n\r\n',
    400,
    'request.malformed',
  ],
  [
    'headers without end',
    `GET / HTTP/1.1\r\nHost: x\r\nX-A: anna@secret.example${'a'.repeat(80_000)}\r\n\r\n`,
    431,
    'request.headers-too-large',
  ],
])(
  '%s is refused in words, and only its code is logged, at any level',
  async (...[, packet, status, code]) => {
    const answer = await say(packet);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(body)).toEqual({ code, message: expect.stringMatching(/\S\. .+\.$/) });
    expect(service.logged()).toMatch(/"code":"HPE_\w+".*request could not be read/);
    expect(service.logged()).not.toMatch(/anna|secret\.example|rawPacket/);
  },
);

function say(packet: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(packet));
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.on('error', () => undefined).on('close', () => resolve(answer));
  });
}
