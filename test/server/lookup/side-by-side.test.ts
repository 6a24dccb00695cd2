/** @needs nsd, unbound, ldns-signzone, postfix, unshare */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import type { ClassifiedRecipient } from '../../../src/contract/read-classification.ts';
import { DECISION_CASES } from '../../support/mail/decision-rows.ts';
import type { Judgement } from '../../support/mail/tls-judge.ts';

const SCRIPT = join(__dirname, '../../support/mail/sealed-world.ts');
let answers: ReadonlyMap<string, ClassifiedRecipient>;
let judgements: ReadonlyMap<string, Judgement>;

/** The servers of this test have port 25 and public addresses, in a network that ends with it. */
beforeAll(async () => {
  const sealed = ['--net', '--mount', '--fork', '--kill-child', '--', process.execPath, SCRIPT];
  const child = spawn('unshare', sealed, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [told, problem] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (child.exitCode !== 0) throw new Error(problem);
  const result = JSON.parse(told) as SealedResult; // what the script prints
  answers = new Map(result.answers);
  judgements = new Map(result.judgements);
}, 240_000);

interface SealedResult {
  readonly answers: readonly [string, ClassifiedRecipient][];
  readonly judgements: readonly [string, Judgement][];
}

describe('our service and posttls-finger of Postfix, about the same domains by the same resolver', () => {
  test.each(DECISION_CASES.map((one) => [one.row, one.what, one] as const))(
    'agree: %s (%s)',
    (_row, _what, { key, domain, judgement }) => {
      expect(classOf(answers.get(key))).toBe(judgement ?? 'undeliverable');
      expect(judgements.get(domain)).toBe(judgement);
    },
  );
});

/** Our answer in the classes of posttls-finger. */
function classOf(answer: ClassifiedRecipient | undefined): Judgement | 'undeliverable' {
  if (answer === undefined || answer.transport === 'unknown') return 'unknown';
  if (answer.transport === 'undeliverable') return 'undeliverable';
  if (answer.reasons.some((reason) => reason === 'no-starttls' || reason === 'tls-too-old'))
    return 'not-encrypted';
  if (answer.assurance === 'encrypted-only') return 'encrypted-only';
  const isProven = answer.transport === 'tls' && answer.assurance !== 'encrypted-unauthenticated';
  return isProven ? 'authenticated' : 'unauthenticated';
}
