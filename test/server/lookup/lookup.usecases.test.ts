import { setTimeout as wait } from 'node:timers/promises';
import type { SourceAnswer } from '../../../src/domain/transport.ts';
import { LIFETIMES } from '../../../src/server/lookup/lifetimes.ts';
import type { LookupRecipient } from '../../../src/server/lookup/one-look-up.ts';
import type { TransportSource } from '../../../src/server/lookup/transport-source.ts';
import {
  FACTS,
  NOW,
  UNSURE,
  aLookup,
  aSource as source,
  beginAnew,
  classify,
  found,
  signal,
  world,
} from '../../support/lookups.ts';

beforeEach(beginAnew);

describe('how mail would travel to a recipient', () => {
  test('is said by the best source that knows, and lesser ones are not asked', async () => {
    const lookups = aLookup([source('certificate', found('certificate')), source('tls', found('tls'))]);
    expect(await classify(lookups)).toMatchObject({ transport: 'certificate', personalData: 'yes' });
    expect(world.asked).toEqual(['certificate']);
  });

  test('is said by the better source even when a lesser one is faster', async () => {
    const slow = source('certificate', found('certificate'), { takesMs: 400 });
    const lookups = aLookup([slow, source('tls', found('tls'))]);
    expect((await classify(lookups)).transport).toBe('certificate');
  });

  test('is unknown, not "not secure", while a better source could not be asked', async () => {
    const lookups = aLookup([source('certificate', UNSURE), source('tls', found('none'))]);
    expect(await classify(lookups)).toMatchObject({ transport: 'unknown', personalData: 'no' });
  });

  test('is TLS when the servers are verified, though the directory could not be asked', async () => {
    const lookups = aLookup([source('certificate', UNSURE), source('tls', found('tls'))]);
    const answer = await classify(lookups);
    expect(answer).toMatchObject({ transport: 'tls', reasons: ['directory-unreachable', 'tls-verified'] });
  });

  test('is unknown when a source breaks down', async () => {
    const broken: TransportSource = { name: 'tls', ask: () => Promise.reject(new Error('broken')) };
    const answer = await classify(aLookup([broken]));
    expect(answer).toMatchObject({ transport: 'unknown', reasons: ['look-up-failed'], personalData: 'no' });
  });

  test('carries the mark of consumer mail whatever the class, and says where that stands', async () => {
    const answer = await classify(aLookup([source('tls', found('tls'))]), { address: 'anna@gmail.com' });
    expect(answer).toMatchObject({ transport: 'tls', consumer: true, personalData: 'no' });
    expect(answer.reasons).toContain('consumer-mail');
    expect(answer.evidence).toContainEqual({
      kind: 'consumer-domain',
      domain: 'gmail.com',
      source: 'email-providers',
    });
  });

  test('names the address as it was asked for', async () => {
    const lookups = aLookup([source('tls', found('tls'))]);
    expect((await classify(lookups, { address: 'Anna@Partner.example' })).address).toBe(
      'Anna@Partner.example',
    );
    expect((await classify(lookups, { address: ' Anna@partner.example' })).address).toBe(
      ' Anna@partner.example',
    );
    expect(world.asked).toEqual(['tls']);
  });

  test.each<[LookupRecipient, string]>([
    [{ address: '' }, 'address-blank'],
    [{ address: '   ' }, 'address-blank'],
    [{ address: 'Jens Friis' }, 'address-invalid'],
    [{ address: 'anna@[127.0.0.1]' }, 'domain-is-ip-address'],
    [{ address: 'anna@partner.example, bo@partner.example' }, 'address-invalid'],
    [{ address: 'anna@gma\u0456l.com' }, 'domain-mixed-scripts'],
    [{ address: 'anna@a_\u00e5.example' }, 'domain-not-ascii'],
    [{ address: 'anna@192.0.2.1' }, 'domain-is-ip-address'],
    [{ address: 'alle@phv.example', isDistributionList: true }, 'distribution-list'],
    [{ address: '', isDistributionList: true }, 'address-blank'],
  ])('is unknown with its reason for %j, and nobody is asked', async (recipient, reason) => {
    const answer = await classify(aLookup([source('tls', found('tls'))]), recipient);
    expect(answer).toMatchObject({ transport: 'unknown', reasons: [reason], personalData: 'no' });
    expect(world.asked).toEqual([]);
  });
});

describe('an answer', () => {
  test.each<[SourceAnswer, number]>([
    [found('tls'), 3600],
    [found('none'), 600],
    [found('undeliverable'), 600],
    [UNSURE, 30],
  ])('of kind %j is kept its time and then asked for again', async (answer, seconds) => {
    const lookups = aLookup([source('tls', answer)]);
    const first = await classify(lookups);
    const end = NOW + seconds * 1000;
    expect(first.expiresAt).toBe(new Date(end).toISOString());
    world.now = NOW + seconds * 800 - 1;
    expect(await classify(lookups)).toEqual(first);
    expect(world.asked).toHaveLength(1);
    world.now = end;
    expect((await classify(lookups)).checkedAt).toBe(new Date(end).toISOString());
    expect(world.asked).toHaveLength(2);
  });

  test('that rests on a certificate holds no longer than the certificate', async () => {
    const notAfter = new Date(NOW + 60_000).toISOString();
    const certificate = { ...FACTS, notAfter };
    const answer: SourceAnswer = {
      ...found('certificate'),
      evidence: [{ kind: 'certificate', source: 'x', certificate }],
    };
    expect((await classify(aLookup([source('certificate', answer)]))).expiresAt).toBe(notAfter);
  });

  test('holds no longer than the first of those it is made of', async () => {
    const lookups = aLookup([source('certificate', UNSURE), source('tls', found('tls'))]);
    expect((await classify(lookups)).expiresAt).toBe(new Date(NOW + 30_000).toISOString());
  });

  test('is asked for again when the sender wishes so', async () => {
    const lookups = aLookup([source('tls', found('tls'))]);
    await classify(lookups);
    await lookups.classify({ address: 'anna@partner.example' }, { signal, refresh: true });
    expect(world.asked).toHaveLength(2);
  });

  test('that rests on something seen before tells when, and holds no longer for being asked for later', async () => {
    const checkedAt = NOW - 50 * 60_000;
    const expiresAt = NOW + 10 * 60_000;
    const answer = await classify(aLookup([source('tls', { ...found('tls'), checkedAt, expiresAt })]));
    expect(answer.checkedAt).toBe(new Date(checkedAt).toISOString());
    expect(answer.expiresAt).toBe(new Date(expiresAt).toISOString());
  });

  test.each(['authenticated-dane', 'encrypted-only', 'encrypted-unauthenticated'] as const)(
    'over TLS whose certificate has ended, which does not matter for %s, holds as long as others',
    async (assurance) => {
      const probe = { kind: 'probe', host: 'mx.example', port: 25, outcome: 'certificate-expired' } as const;
      const ended = new Date(NOW - 60_000).toISOString();
      const certificate = { ...FACTS, notAfter: ended };
      const answer: SourceAnswer = {
        ...found('tls'),
        kind: 'match',
        transport: 'tls',
        assurance,
        evidence: [{ ...probe, certificate }],
      };
      const expiresAt = new Date(NOW + LIFETIMES.positive).toISOString();
      expect((await classify(aLookup([source('tls', answer)]))).expiresAt).toBe(expiresAt);
    },
  );

  test('about one spelling of the local part is not given for another', async () => {
    const lookups = aLookup([source('certificate', found('certificate'))]);
    await classify(lookups, { address: 'anna@partner.example' });
    await classify(lookups, { address: 'Anna@partner.example' });
    expect(world.asked).toHaveLength(2);
  });

  test('is recalled at once for the same spelling, and only while it holds and the lists are as they were', async () => {
    const lookups = aLookup([source('certificate', found('certificate'))]);
    const anna = { address: 'anna@partner.example' };
    expect(lookups.recall(anna)).toBeUndefined();
    await classify(lookups, anna);
    expect(lookups.recall(anna)?.recipient.transport).toBe('certificate');
    expect(lookups.recall({ address: 'Anna@partner.example' })).toBeUndefined();
    expect(lookups.recall({ ...anna, isDistributionList: true })).toBeUndefined();
    world.now = NOW + 3_600_001;
    expect(lookups.recall(anna)).toBeUndefined();
    world.now = NOW;
    await wait(600);
    expect(lookups.recall(anna)).toBeUndefined();
  });

  test('is forgotten when the list that it was made from changes', async () => {
    let version = 'monday';
    const lookups = aLookup([source('tunnel', found('tunnel'), { keeping: 'local' })], {
      listVersion: async () => version,
    });
    await classify(lookups);
    await classify(lookups);
    expect(world.asked).toHaveLength(1);
    version = 'tuesday';
    await classify(lookups);
    expect(world.asked).toHaveLength(2);
  });
});

describe('many who ask at once', () => {
  test('share one look-up per domain', async () => {
    const lookups = aLookup([source('tls', found('tls'), { takesMs: 30, keeping: 'by-domain' })]);
    const people = Array.from({ length: 50 }, (_unused, index) => ({ address: `p${index}@partner.example` }));
    await Promise.all(people.map((person) => classify(lookups, person)));
    expect(world.asked).toHaveLength(1);
  });

  test('are not disturbed by one who leaves', async () => {
    const lookups = aLookup([source('tls', found('tls'), { takesMs: 100 })]);
    const leaving = new AbortController();
    const left = lookups.classify({ address: 'anna@partner.example' }, { signal: leaving.signal });
    const staying = classify(lookups);
    await wait(20);
    leaving.abort();
    expect((await left).recipient.transport).toBe('unknown');
    expect((await staying).transport).toBe('tls');
    expect(world.asked).toHaveLength(1);
  });

  test('stop the work when all have left, and what is left over is not kept', async () => {
    let stopped = false;
    const slow: TransportSource = {
      name: 'tls',
      ask: (_address, { signal: inner }) =>
        new Promise((_resolve, reject) =>
          inner.addEventListener('abort', () => {
            stopped = true;
            reject(new Error('stopped'));
          }),
        ),
    };
    const leaving = new AbortController();
    const lookups = aLookup([slow]);
    const left = lookups.classify({ address: 'anna@partner.example' }, { signal: leaving.signal });
    await wait(10);
    leaving.abort();
    expect((await left).recipient.transport).toBe('unknown');
    expect(stopped).toBe(true);
  });
});

describe('the deadline', () => {
  test('turns what is not known by then into "could not check", not into an answer', async () => {
    const never: TransportSource = { name: 'tls', ask: () => new Promise(() => undefined) };
    const before = Date.now();
    const answer = await classify(aLookup([never], { deadlineMs: 200 }));
    expect(answer).toMatchObject({ transport: 'unknown', reasons: ['no-answer-in-time'] });
    expect(Date.now() - before).toBeLessThan(300);
  });

  test('does not end the work: whoever asks next finds what came late', async () => {
    const late = source('tls', found('tls'), { takesMs: 250 });
    const lookups = aLookup([late], { deadlineMs: 100 });
    expect((await classify(lookups)).transport).toBe('unknown');
    await wait(250);
    expect((await classify(lookups)).transport).toBe('tls');
    expect(world.asked).toHaveLength(1);
  });

  test('does not take away what another source has found', async () => {
    const never: TransportSource = { name: 'certificate', ask: () => new Promise(() => undefined) };
    const answer = await classify(aLookup([never, source('tunnel', found('tunnel'))], { deadlineMs: 400 }));
    expect(answer.transport).toBe('tunnel');
  });
});
