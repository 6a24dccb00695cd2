import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailHost } from '../../../src/playground/world/mail-hosts.ts';
import { startWorld } from '../../../src/playground/world/world.ts';
import type { World } from '../../../src/playground/world/world.ts';
import { answersOf, askUdp } from './ask-dns.ts';
import { shownKey } from './starttls.ts';

let folder: string;
let world: World;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'world-'));
  world = await startWorld({ folder });
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

const keyOf = async (host: MailHost): Promise<Buffer> =>
  createHash('sha256')
    .update(await shownKey(world.mailPorts[host] ?? 0))
    .digest();
const confirmed = async (host: MailHost): Promise<unknown[]> => {
  const answer = await askUdp({ name: `_25._tcp.${host}`, type: 'TLSA', port: world.dnsPort });
  expect(answer?.flag_ad).toBe(true);
  return answersOf(answer);
};
const entry = (certificate: Buffer) => ({ usage: 3, selector: 1, matchingType: 1, certificate });

test('a signed domain confirms the key that its mail server shows', async () => {
  const host = 'mx.nordlys-forsikring.example';
  expect(await confirmed(host)).toEqual([entry(await keyOf(host))]);
});

test('another confirms another key than its mail server shows', async () => {
  const host = 'mx.sandholm-tandklinik.example';
  const [only, ...more] = await confirmed(host);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ usage: 3, selector: 1, matchingType: 1 });
  expect(only).not.toEqual(entry(await keyOf(host)));
});
