/** @needs openssl */
import { setTimeout as wait } from 'node:timers/promises';
import { readCertificate } from '../../../src/server/adapters/certificate-fields.ts';
import { createMemoryKeep } from '../../../src/server/adapters/keep.ts';
import { writeOcspRequest } from '../../../src/server/adapters/ocsp.ts';
import type { RevocationCheck } from '../../../src/server/adapters/revocation.ts';
import type { Issued } from '../../support/servers/openssl.ts';
import { BY_LIST, BY_OCSP, openRevocationWorld } from '../../support/servers/revocation-world.ts';
import type { RevocationWorld } from '../../support/servers/revocation-world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let world: RevocationWorld;

beforeAll(async () => {
  world = await openRevocationWorld();
}, 60_000);

beforeEach(() => world.publishEmptyLists());

afterAll(() => world.stop());

test.each([
  ['list', BY_LIST],
  ['reply', BY_OCSP],
])(
  'an older %s that somebody on the way hands out is not believed after a later one, also after a restart',
  async (_what, where) => {
    const leaf = world.leaf([where]);
    const older = spokenOf(leaf, { isRevoked: false });
    // Lists and replies tell their time in whole seconds.
    await wait(1100);
    const later = spokenOf(leaf, { isRevoked: true });
    const keep = createMemoryKeep();
    let away = 0;
    const ask = (check: RevocationCheck) => check(world.chainOf(leaf), new AbortController().signal);
    const open = () => world.check({ keep, clock: () => new Date(Date.now() + away) });
    const check = open();
    later();
    expect(await ask(check)).toMatchObject({ state: 'revoked' });
    older();
    for (away = DAY_MS + HOUR_MS; away < DAY_MS + 4 * HOUR_MS; away += HOUR_MS) {
      expect(await ask(check)).toMatchObject({ state: 'revoked' });
      expect(await ask(open())).toMatchObject({ state: 'revoked' });
    }
    // What keeps it from being taken is the later one alone.
    expect(await ask(world.check({ clock: () => new Date(Date.now() + away) }))).toMatchObject({
      state: 'good',
    });
  },
);

/** What list and responder say at this moment, to be published when called. */
function spokenOf(leaf: Issued, { isRevoked }: { isRevoked: boolean }): () => void {
  const { serial } = leaf;
  const list = world.openssl.revocationList(world.between, isRevoked ? [{ serial }] : []);
  const request = writeOcspRequest({
    subject: readCertificate(leaf.der),
    issuer: readCertificate(world.between.der),
  });
  const known = [{ serial, isRevoked }];
  const reply = world.openssl.ocspReply(request, { issuer: world.between, known, more: ['-ndays', '7'] });
  return () => {
    world.web.answers.set('/between.crl', list);
    world.web.answers.set('/', reply);
  };
}
