/** @needs openssl */
import { setTimeout as wait } from 'node:timers/promises';
import { createMemoryKeep } from '../../../src/server/adapters/keep.ts';
import type { Keep } from '../../../src/server/adapters/keep.ts';
import type { RevocationCheck } from '../../../src/server/adapters/revocation.ts';
import { freePort } from '../../support/servers/server-program.ts';
import type { Issued } from '../../support/servers/openssl.ts';
import {
  BY_LIST,
  BY_OCSP,
  LIST,
  RESPONDER,
  openRevocationWorld,
} from '../../support/servers/revocation-world.ts';
import type { RevocationWorld } from '../../support/servers/revocation-world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NEVER = new AbortController().signal;

let world: RevocationWorld;

beforeAll(async () => {
  world = await openRevocationWorld();
}, 60_000);

beforeEach(() => world.publishEmptyLists());

afterAll(() => world.stop());

describe('revocation by list', () => {
  test('is good when neither the certificate nor its authority is on its issuer’s list', async () => {
    const facts = await ask(world.leaf());
    expect(facts).toMatchObject({ state: 'good', method: 'crl', source: LIST });
    expect(Date.parse(facts.nextUpdate ?? '') - Date.parse(facts.checkedAt ?? '')).toBeLessThanOrEqual(
      7 * DAY_MS,
    );
    expect([...world.web.asked].sort()).toEqual(['/between.crl', '/root.crl']);
  });

  test('is told with its time when the certificate is on the list', async () => {
    const leaf = world.leaf();
    publish(world.openssl.revocationList(world.between, [{ serial: leaf.serial }]));
    expect(await ask(leaf)).toMatchObject({ state: 'revoked', revokedAt: '2026-01-01T00:00:00.000Z' });
  });

  test('is told when the authority above is on the list', async () => {
    const list = world.openssl.revocationList(world.root, [{ serial: world.between.serial }]);
    world.web.answers.set('/root.crl', list);
    expect(await ask(world.leaf())).toMatchObject({
      state: 'revoked',
      source: 'http://lists.example/root.crl',
    });
  });

  test.each<[string, () => void]>([
    ['is not there', () => world.web.answers.delete('/between.crl')],
    ['is that of the root', () => publish(world.openssl.revocationList(world.root, []))],
    ['is a page that says so', () => publish(Buffer.from('<html>down for maintenance</html>'))],
    ['of the authority above is not there', () => world.web.answers.delete('/root.crl')],
  ])('is not known when the list %s', async (_what, change) => {
    change();
    expect(await ask(world.leaf())).toMatchObject({ state: 'unknown', method: 'crl' });
  });

  test('is not known when the list is over, or not yet', async () => {
    const leaf = world.leaf();
    for (const [away, state] of [
      [0, 'good'],
      [7 * DAY_MS + 10 * 60_000, 'unknown'],
      [-10 * 60_000, 'unknown'],
    ] as const) {
      expect(await ask(leaf, world.check({ clock: at(away) }))).toMatchObject({ state });
    }
  });

  test('is not known when the certificate does not say where it stands', async () => {
    expect(await ask(world.leaf([]))).toEqual({ state: 'unknown' });
  });

  test('is not asked for by LDAP or from a file, but from the next address', async () => {
    const points = ['ldap://lists.example/cn=x', 'file:///etc/passwd', LIST].map((uri) => `URI:${uri}`);
    expect(await ask(world.leaf([`crlDistributionPoints=${points.join(',')}`]))).toMatchObject({
      state: 'good',
    });
    expect(await ask(world.leaf(['crlDistributionPoints=URI:file:///etc/passwd']))).toEqual({
      state: 'unknown',
    });
  });

  test('is not fetched from inside the own network', async () => {
    expect(await ask(world.leaf(), world.check({ allowPrivate: false }))).toMatchObject({ state: 'unknown' });
    const oddPort = world.leaf(['crlDistributionPoints=URI:http://lists.example:22/between.crl']);
    expect(await ask(oddPort)).toMatchObject({ state: 'unknown' });
    expect(world.web.asked).not.toContain('/between.crl');
  });

  test('is not taken from a point that is about some reasons only, or that another signs for', async () => {
    const section = (line: string) => [
      'crlDistributionPoints=point',
      '[point]',
      `fullname=URI:${LIST}`,
      line,
    ];
    expect(await ask(world.leaf(section('reasons=keyCompromise')))).toEqual({ state: 'unknown' });
    const other = ['CRLissuer=dirName:other', '[other]', 'CN=Other'];
    expect(await ask(world.leaf([...section(other[0] ?? ''), ...other.slice(1)]))).toEqual({
      state: 'unknown',
    });
    expect(world.web.asked).not.toContain('/between.crl');
  });
});

describe('revocation by OCSP', () => {
  test('is asked for first, of a real responder', async () => {
    const leaf = world.leaf([BY_OCSP, BY_LIST]);
    const responder = await respond(leaf, { isRevoked: false });
    expect(await ask(leaf, world.check({ ocspPort: responder.port }))).toMatchObject({
      state: 'good',
      method: 'ocsp',
      source: RESPONDER,
    });
    expect(world.web.asked).toEqual(['/root.crl']);
    await responder.stop();
  });

  test('is believed when it says revoked, whatever the list says', async () => {
    const leaf = world.leaf([BY_OCSP, BY_LIST]);
    const responder = await respond(leaf, { isRevoked: true });
    expect(await ask(leaf, world.check({ ocspPort: responder.port }))).toMatchObject({
      state: 'revoked',
      method: 'ocsp',
      revokedAt: '2026-01-01T00:00:00.000Z',
    });
    await responder.stop();
  });

  test('gives way to the list when the responder does not know, or is not there', async () => {
    const leaf = world.leaf([BY_OCSP, BY_LIST]);
    const responder = await respond(world.leaf(), { isRevoked: false });
    expect(await ask(leaf, world.check({ ocspPort: responder.port }))).toMatchObject({
      method: 'crl',
      state: 'good',
    });
    await responder.stop();
    const ocspPort = await freePort();
    expect(await ask(leaf, world.check({ ocspPort }))).toMatchObject({ method: 'crl', state: 'good' });
    expect(await ask(world.leaf([BY_OCSP]), world.check({ ocspPort }))).toMatchObject({
      state: 'unknown',
      method: 'ocsp',
      source: RESPONDER,
    });
  });

  test.each([
    ['is not on the list', false, 'good'],
    ['is revoked itself', true, 'unknown'],
  ])('of a responder that %s counts accordingly', async (_what, isRevoked, state) => {
    const signer = world.openssl.issue({
      subject: '/CN=Signer',
      issuer: world.between,
      extensions: ['extendedKeyUsage=OCSPSigning', BY_LIST],
    });
    publish(world.openssl.revocationList(world.between, isRevoked ? [{ serial: signer.serial }] : []));
    const leaf = world.leaf([BY_OCSP]);
    const responder = await respond(leaf, { isRevoked: false, signer });
    expect(await ask(leaf, world.check({ ocspPort: responder.port }))).toMatchObject({ state });
    await responder.stop();
  });

  test('is fetched once for many who ask, and for as long as it holds', async () => {
    const leaf = world.leaf([BY_OCSP]);
    const responder = await respond(leaf, { isRevoked: false });
    const keep = createMemoryKeep();
    const check = world.check({ ocspPort: responder.port, keep });
    expect(await ask(leaf, check)).toMatchObject({ state: 'good' });
    await responder.stop();
    expect(await ask(leaf, check)).toMatchObject({ state: 'good' });
    const ocspPort = responder.port;
    expect(await ask(leaf, world.check({ ocspPort, keep }))).toMatchObject({ state: 'good' });
    const later = world.check({ ocspPort, keep, clock: at(DAY_MS + 10 * 60_000) });
    expect(await ask(leaf, later)).toMatchObject({ state: 'unknown' });
  });
});

describe('what was fetched', () => {
  test('is fetched once for many who ask at once', async () => {
    const check = world.check();
    const leaves = [world.leaf(), world.leaf(), world.leaf()];
    const states = await Promise.all([...leaves, ...leaves].map((leaf) => ask(leaf, check)));
    expect(states.map(({ state }) => state)).toEqual(states.map(() => 'good'));
    expect(timesAsked()).toBe(1);
  });

  test('outlives the process, and is verified again', async () => {
    const keep = createMemoryKeep();
    const leaf = world.leaf();
    await ask(leaf, world.check({ keep }));
    expect(await ask(leaf, world.check({ keep }))).toMatchObject({ state: 'good' });
    expect(timesAsked()).toBe(1);
    world.web.answers.clear();
    expect(await ask(leaf, world.check({ keep: edited(keep) }))).toMatchObject({ state: 'unknown' });
  });

  test('goes on being used while it holds when it cannot be fetched anew, and not a moment longer', async () => {
    let away = 0;
    const check = world.check({ clock: () => at(away)() });
    const leaf = world.leaf();
    const { checkedAt } = await ask(leaf, check);
    world.web.answers.set('/between.crl', 503);
    away = 2 * DAY_MS;
    expect(await ask(leaf, check)).toMatchObject({ state: 'good', checkedAt });
    expect(timesAsked()).toBe(2);
    away = 7 * DAY_MS + 10 * 60_000;
    expect(await ask(leaf, check)).toMatchObject({ state: 'unknown' });
  });

  test('is looked at anew after a day, though it would hold longer', async () => {
    let away = 0;
    const check = world.check({ clock: () => at(away)() });
    const leaf = world.leaf();
    expect(await ask(leaf, check)).toMatchObject({ state: 'good' });
    away = DAY_MS + HOUR_MS;
    publish(world.openssl.revocationList(world.between, [{ serial: leaf.serial }]));
    expect(await ask(leaf, check)).toMatchObject({ state: 'revoked' });
  });

  test('is not asked for again at once where it is not to be had', async () => {
    let away = 0;
    const check = world.check({ clock: () => at(away)() });
    world.web.answers.delete('/between.crl');
    await ask(world.leaf(), check);
    await ask(world.leaf(), check);
    expect(timesAsked()).toBe(1);
    world.publishEmptyLists();
    away = 2 * 60_000;
    expect(await ask(world.leaf(), check)).toMatchObject({ state: 'good' });
  });

  test('needs no memory that works', async () => {
    const broken: Keep = {
      get: () => Promise.reject(new Error('database is away')),
      put: () => Promise.reject(new Error('database is away')),
      removeExpired: () => Promise.resolve(0),
    };
    expect(await ask(world.leaf(), world.check({ keep: broken }))).toMatchObject({ state: 'good' });
  });

  test('comes too late for whoever does not wait, and is there for the next', async () => {
    const check = world.check();
    const leaf = world.leaf();
    const list = world.openssl.revocationList(world.between, []);
    const waits = new AbortController();
    const early = check(world.chainOf(leaf), waits.signal);
    waits.abort();
    expect(await early).toEqual({ state: 'unknown' });
    publish(list);
    while ((await ask(leaf, check)).state !== 'good') await wait(20);
    expect(timesAsked()).toBe(1);
  });
});

function at(away: number): () => Date {
  return () => new Date(Date.now() + away);
}

function publish(list: Buffer): void {
  world.web.answers.set('/between.crl', list);
}

function timesAsked(): number {
  return world.web.asked.filter((path) => path === '/between.crl').length;
}

function ask(leaf: Issued, check: RevocationCheck = world.check()) {
  return check(world.chainOf(leaf), NEVER);
}

function respond(leaf: Issued, { isRevoked, signer }: { isRevoked: boolean; signer?: Issued }) {
  const known = [{ serial: leaf.serial, isRevoked }];
  return world.openssl.startResponder({
    issuer: world.between,
    known,
    ...(signer === undefined ? {} : { signer }),
  });
}

/** Somebody has changed one octet of everything that is kept. */
function edited(keep: Keep): Keep {
  return {
    ...keep,
    get: async (area, keys, now) => {
      const kept = await keep.get(area, keys, now);
      return new Map(
        [...kept].map(([key, { value, ...rest }]) => {
          const bytes = Buffer.from(value);
          bytes[60] = (bytes[60] ?? 0) ^ 1;
          return [key, { ...rest, value: bytes }];
        }),
      );
    },
  };
}
