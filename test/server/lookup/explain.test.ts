import type { SourceAnswer } from '../../../src/domain/transport.ts';
import type { AskedStep, Trail } from '../../../src/server/lookup/explain.ts';
import {
  NOW,
  UNSURE,
  aLookup,
  aSource,
  beginAnew,
  classify,
  found,
  signal,
  world,
} from '../../support/lookups.ts';

const PASS: SourceAnswer = { kind: 'pass', reasons: ['certificate-not-found'], evidence: [] };
const ANNA = { address: 'anna@partner.example' };

beforeEach(beginAnew);

const explain = (lookups: ReturnType<typeof aLookup>, recipient = ANNA) =>
  lookups.explain(recipient, { signal });
const askedIn = ({ steps }: Trail) => steps.filter((step): step is AskedStep => step.isAsked);

describe('the trail of a look-up', () => {
  test('names every source in order, what it said, and which one decided', async () => {
    const sources = [aSource('certificate', PASS), aSource('tls', found('tls'))];
    const trail = await explain(aLookup(sources));
    expect(trail).toMatchObject({
      address: 'anna@partner.example',
      read: { local: 'anna', domain: 'partner.example' },
      steps: [
        { source: 'certificate', isAsked: true, answer: PASS, origin: 'asked', isCut: false, isOver: false },
        { source: 'tls', isAsked: true, answer: found('tls'), checkedAt: new Date(NOW).toISOString() },
      ],
      choice: { rule: 'first-match', by: 'tls' },
      tls: { personalData: 'confirm', minimumAssurance: 'verified-now' },
      classification: { transport: 'tls', personalData: 'depends' },
    });
  });

  test('ends in the very answer that the look-up gives', async () => {
    const lookups = aLookup([aSource('certificate', UNSURE), aSource('tls', found('none'))]);
    const { choice, classification } = await explain(lookups);
    expect(choice).toEqual({ rule: 'may-be-better', by: 'tls' });
    expect(classification).toEqual(await classify(lookups));
  });

  test('says which sources were not asked, since a better one knew', async () => {
    const sources = [aSource('certificate', found('certificate')), aSource('tls', found('tls'))];
    expect((await explain(aLookup(sources))).steps[1]).toEqual({ source: 'tls', isAsked: false });
    expect(world.asked).toEqual(['certificate']);
  });

  test('tells what was known from before from what was asked now', async () => {
    const lookups = aLookup([aSource('local', PASS, { keeping: 'local' }), aSource('tls', found('tls'))]);
    await classify(lookups);
    world.now += 60_000;
    const [local, tls] = askedIn(await explain(lookups));
    expect([local?.origin, tls?.origin]).toEqual(['asked', 'memory']);
    expect([local?.checkedAt, tls?.checkedAt]).toEqual(
      [NOW + 60_000, NOW].map((time) => new Date(time).toISOString()),
    );
  });

  test('says that a source was cut off', async () => {
    const never = { name: 'tls', ask: () => new Promise<never>(() => undefined) };
    const trail = await explain(aLookup([never], { deadlineMs: 50 }));
    expect(askedIn(trail)).toMatchObject([{ isCut: true, answer: { reasons: ['no-answer-in-time'] } }]);
    expect(trail.choice).toEqual({ rule: 'no-match' });
  });

  test('says where it stands that the address is consumer mail', async () => {
    const trail = await explain(aLookup([aSource('tls', found('tls'))]), { address: 'anna@gmail.com' });
    expect(trail).toMatchObject({
      consumer: { domain: 'gmail.com', source: 'email-providers' },
      classification: { consumer: true, personalData: 'no' },
    });
  });

  test('of what is no address holds no step, and says so', async () => {
    const trail = await explain(aLookup([aSource('tls', found('tls'))]), { address: 'Bo' });
    expect(trail).toMatchObject({
      address: 'Bo',
      steps: [],
      classification: { reasons: ['address-invalid'] },
    });
    expect(trail.read).toBeUndefined();
    expect(world.asked).toEqual([]);
  });
});
