/** @needs nsd, unbound, ldns-signzone, postfix */
import type { ClassifiedRecipient } from '../../../src/contract/read-classification.ts';
import { classifyCases } from '../../support/mail/classify-domains.ts';
import { DECISION_CASES } from '../../support/mail/decision-rows.ts';
import { startMailWorld } from '../../support/mail/mail-world.ts';
import type { MailWorld } from '../../support/mail/mail-world.ts';
import { freePort } from '../../support/servers/server-program.ts';

let world: MailWorld;
let answers: ReadonlyMap<string, ClassifiedRecipient>;

beforeAll(async () => {
  const ground = {
    addressOf: (index: number) => `127.1.${index}.1`,
    smtpPort: await freePort(),
    webPort: await freePort(),
  };
  world = await startMailWorld(ground);
  answers = await classifyCases({ world, ground });
}, 120_000);

afterAll(() => world.stop());

describe('the decision table, from DNS to the answer', () => {
  test.each(DECISION_CASES.map((one) => [one.row, one.what, one] as const))(
    '%s (%s)',
    (_row, _what, { key, transport, assurance, reason }) => {
      const answer = answers.get(key);
      expect(answer).toMatchObject({ transport, assurance });
      expect(answer?.reasons).toContain(reason);
    },
  );

  test('consumer mail is a flag beside the class, not a class', () => {
    const consumers = [...answers.values()].filter(({ consumer }) => consumer);
    expect(consumers).toMatchObject([{ address: 'anna@consumer.open.test', transport: 'tls' }]);
  });

  test('what is not authenticated is never said to be', () => {
    const proven = ['authenticated-dane', 'authenticated-sts', 'verified-now'];
    for (const { key, judgement } of DECISION_CASES) {
      if (judgement === 'authenticated') continue;
      expect(proven).not.toContain(answers.get(key)?.assurance);
    }
  });
});
