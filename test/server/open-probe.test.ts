/** @needs nsd, unbound, ldns-signzone, postfix */
import { setTimeout as wait } from 'node:timers/promises';
import type { HealthReply } from '../../src/contract/health.ts';
import { API } from '../../src/contract/paths.ts';
import type { ClassifiedRecipient } from '../../src/contract/read-classification.ts';
import { classifyCases, openMailService } from '../support/mail/classify-domains.ts';
import { DECISION_CASES } from '../support/mail/decision-rows.ts';
import type { Ground } from '../support/mail/mail-hosts.ts';
import { startMailWorld } from '../support/mail/mail-world.ts';
import type { MailWorld } from '../support/mail/mail-world.ts';
import { freePort } from '../support/servers/server-program.ts';

const TOKEN = 'a-secret-of-at-least-thirty-two-signs';
let ground: Ground;
let world: MailWorld;

beforeAll(async () => {
  ground = {
    addressOf: (index: number) => `127.2.${index}.1`,
    smtpPort: await freePort(),
    webPort: await freePort(),
  };
  world = await startMailWorld(ground);
}, 60_000);

afterAll(() => world.stop());

describe('a server that lets one wait longer than the sender does', () => {
  test('is not waited for, and its answer is there for the next question', async () => {
    const settings = { SECURE_SEND_DEADLINE_MS: '500' };
    const service = await openMailService({ world, ground, settings });
    const ask = async () => (await service.classify(['guarded.open.test']))[0];
    expect(await ask()).toMatchObject({
      transport: 'unknown',
      reasons: expect.arrayContaining(['no-answer-in-time']),
    });
    let answer = await ask();
    while (answer?.transport !== 'tls') {
      await wait(250);
      answer = await ask();
    }
    expect(answer).toMatchObject({ assurance: 'verified-now' });
    await service.close();
  });
});

describe('a domain whose mail server is said to be in our own network', () => {
  test('cannot be checked, and nobody there is asked', async () => {
    const service = await openMailService({
      world,
      ground,
      settings: { SECURE_SEND_ALLOW_PRIVATE: 'false' },
    });
    const before = world.connections();
    const [answer] = await service.classify(['verified.open.test']);
    expect(answer).toMatchObject({
      transport: 'unknown',
      reasons: expect.arrayContaining(['mail-server-unreachable']),
    });
    expect(world.connections()).toBe(before);
    await service.close();
  });
});

describe('a service that has another one ask', () => {
  test('says the same about every row of the decision table, and who has asked', async () => {
    const prober = await openMailService({ world, ground, settings: { SECURE_SEND_PROBE_TOKEN: TOKEN } });
    const { origin } = prober;
    const settings = { SECURE_SEND_PROBE_URL: origin, SECURE_SEND_PROBE_TOKEN: TOKEN };
    const answers = await classifyCases({ world, ground, settings });
    const said = DECISION_CASES.map(({ key, reason }) => saidOf(answers.get(key), reason));
    const expected = DECISION_CASES.map(({ transport, assurance, reason }) => [transport, assurance, reason]);
    expect(said).toEqual(expected);
    const askers = [...answers.values()].flatMap(({ evidence }) =>
      evidence.flatMap((one) => (one.kind === 'probe' ? [one.askedBy] : [])),
    );
    expect(new Set(askers)).toEqual(new Set([new URL(origin).host]));
    await prober.close();
  });

  test('knows nothing while that one does not answer, and health tells what to do', async () => {
    const origin = `http://127.0.0.1:${await freePort()}`;
    const settings = { SECURE_SEND_PROBE_URL: origin, SECURE_SEND_PROBE_TOKEN: TOKEN };
    const service = await openMailService({ world, ground, settings });
    const before = world.connections();
    const domains = [
      'verified.open.test',
      'dane-key.signed.test',
      'sts-enforce.open.test',
      'plain.open.test',
    ];
    const answers = await service.classify(domains);
    expect(answers.map(({ transport }) => transport)).toEqual(domains.map(() => 'unknown'));
    expect(world.connections()).toBe(before);
    const health = (await (await fetch(`${service.origin}${API.ready}`)).json()) as HealthReply; // what the API promises
    expect(health.checks.find(({ kind }) => kind === 'mail-servers')).toMatchObject({
      answers: false,
      fix: expect.stringContaining('does not answer. Let SECURE_SEND_PROBE_URL name a Secure Send service'),
    });
    await service.close();
  });
});

function saidOf(answer: ClassifiedRecipient | undefined, reason: string): readonly unknown[] {
  const told = answer?.reasons.find((one) => one === reason);
  return [answer?.transport, answer?.assurance, told];
}
