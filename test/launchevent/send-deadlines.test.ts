import { onMessageSend, SEND_DEADLINES } from '../../src/launchevent/on-message-send.ts';
import { createPolicyMemory } from '../../src/launchevent/policy-memory.ts';
import type { Service } from '../../src/launchevent/service.ts';
import { mailboxClient } from '../../src/outlook/mailbox-client.ts';
import { MEMORY } from '../../src/outlook/ports.ts';
import { supportsMailbox } from '../../src/outlook/requirement.ts';
import { aPolicy, TEST_CPR } from '../support/builders.ts';
import { installOffice } from '../support/office.ts';
import type { FakeOffice } from '../support/office.ts';
import { anEvent, aService } from './send-world.ts';
import type { Completion } from './send-world.ts';

/** The deadlines that are in force, by a clock that the test turns. */
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const READING = ['cc.getAsync', 'from.getAsync', 'subject.getAsync', 'body.getAsync', 'getAttachmentsAsync'];
const TEXT_THREE = ['subject.getAsync', 'body.getAsync', 'getAttachmentsAsync'];

function draft(): FakeOffice {
  const office = installOffice({ body: `<p>CPR ${TEST_CPR}</p>` });
  office.settings[MEMORY.policy] = JSON.stringify(aPolicy());
  return office;
}

/** Takes as long as the service may, and tells when it was asked. */
function aServiceAfter(ms: number): Service & { readonly askedAt: number[] } {
  const service = aService();
  const askedAt: number[] = [];
  return {
    ...service,
    askedAt,
    judgeSend: async (...asked) => {
      askedAt.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, ms));
      return service.judgeSend(...asked);
    },
  };
}

async function send(service: Service): Promise<{ completions: (Completion | undefined)[]; ms: number }> {
  const { event, completions } = anEvent();
  const client = mailboxClient(SEND_DEADLINES.call);
  const started = performance.now();
  let ms = Infinity;
  const done = onMessageSend(event, () => ({
    client,
    service,
    policies: createPolicyMemory({ service, client, now: Date.now }),
    supports: supportsMailbox,
    now: Date.now,
    deadlines: SEND_DEADLINES,
  })).then(() => (ms = performance.now() - started));
  await jest.advanceTimersByTimeAsync(10_000);
  await done;
  return { completions, ms };
}

describe('a send, by the deadlines in force', () => {
  it('takes what the service says after its two seconds, also when reading took as long as it may', async () => {
    const office = draft();
    for (const call of READING.slice(1)) office.faults.set(call, 'hangs');
    const service = aServiceAfter(2000);
    const { completions, ms } = await send(service);
    expect(completions).toEqual([{ allowEvent: true }]);
    expect(office.mail.headers).toEqual({ 'x-secure-send': 'internal; off' });
    expect(ms).toBeLessThan(SEND_DEADLINES.whole);
  });

  it('asks the service after 1.2 seconds of reading at the latest, with two seconds and more left', async () => {
    const office = draft();
    for (const call of READING.slice(1)) office.faults.set(call, 'hangs');
    const service = aServiceAfter(0);
    const started = performance.now();
    const given: number[] = [];
    await send({
      ...service,
      judgeSend: (request, deadlineMs) => {
        given.push(deadlineMs);
        return service.judgeSend(request, deadlineMs);
      },
    });
    expect(service.askedAt.map((at) => at - started)).toEqual([1200]);
    expect(given).toEqual([2300]);
  });

  it('reads the rest of the draft although three calls hang, as many as Outlook takes at a time', async () => {
    const office = draft();
    office.mail.to = [{ emailAddress: 'anna@gmail.com', displayName: '' }];
    office.mail.from = { emailAddress: 'hr@phv.example', displayName: 'HR' };
    for (const call of TEXT_THREE) office.faults.set(call, 'hangs');
    const senders: string[] = [];
    const service = aService();
    const { completions } = await send({
      ...service,
      judgeSend: (request, deadlineMs) => {
        senders.push(request.sender);
        return service.judgeSend(request, deadlineMs);
      },
    });
    expect(senders).toEqual(['hr@phv.example']);
    expect(completions.map((one) => one?.allowEvent)).toEqual([false]);
  });

  it('is answered before Outlook shows a dialog of its own, whatever hangs', async () => {
    const office = draft();
    for (const call of [...READING, 'internetHeaders.getAsync']) office.faults.set(call, 'hangs');
    const never = (): Promise<never> => new Promise(() => undefined);
    const { completions, ms } = await send({ ...aService(), policy: never, judgeSend: never });
    expect(completions).toHaveLength(1);
    expect(ms).toBeLessThanOrEqual(SEND_DEADLINES.whole);
  });

  it('is answered in time when Outlook is slow to write the header, with the mail kept', async () => {
    const office = draft();
    office.mail.to = [{ emailAddress: 'borger@tunnel.example', displayName: '' }];
    office.faults.set('internetHeaders.setAsync', 'hangs');
    const { completions, ms } = await send(aServiceAfter(2500));
    expect(completions.map((one) => one?.allowEvent)).toEqual([false]);
    expect(ms).toBeLessThanOrEqual(SEND_DEADLINES.whole);
  });
});
