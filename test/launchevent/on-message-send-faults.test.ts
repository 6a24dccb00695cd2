import { MEMORY } from '../../src/outlook/ports.ts';
import { onMessageSend } from '../../src/launchevent/on-message-send.ts';
import type { Service } from '../../src/launchevent/service.ts';
import { aPolicy, TEST_CPR } from '../support/builders.ts';
import { installOffice } from '../support/office.ts';
import type { Fault, FakeOffice } from '../support/office.ts';
import { anEvent, aService, sendDeps, SLACK_MS, WHOLE_MS } from './send-world.ts';
import type { Completion } from './send-world.ts';

const CALLS = [
  'to.getAsync',
  'cc.getAsync',
  'bcc.getAsync',
  'from.getAsync',
  'subject.getAsync',
  'body.getAsync',
  'getAttachmentsAsync',
  'internetHeaders.getAsync',
  'internetHeaders.setAsync',
  'roamingSettings.saveAsync',
];
const FAULTS: readonly Fault[] = ['hangs', 'fails', 'throws', 'is missing', 'answers nonsense'];
const TABLE = CALLS.flatMap((call) => FAULTS.map((fault) => ({ call, fault })));

/** Personal data in every place that is read, and nobody among the recipients who may have it. */
function dangerousDraft(): FakeOffice {
  const gmail = { emailAddress: 'anna@gmail.com', displayName: '', recipientType: 'externalUser' };
  const office = installOffice({
    to: [gmail],
    cc: [gmail],
    bcc: [gmail],
    body: `<p>CPR ${TEST_CPR}</p>`,
  });
  office.settings[MEMORY.policy] = JSON.stringify(aPolicy());
  return office;
}

async function sendTimed(service: Service): Promise<{ completions: (Completion | undefined)[]; ms: number }> {
  const { event, completions } = anEvent();
  const started = performance.now();
  await onMessageSend(event, () => sendDeps(service));
  const ms = performance.now() - started;
  // What was still under way gets its time to do harm.
  await new Promise((resolve) => setTimeout(resolve, 15));
  return { completions, ms };
}

describe('whatever a single call does, personal data does not go to consumer mail', () => {
  it.each(TABLE)('$call $fault', async ({ call, fault }) => {
    dangerousDraft().faults.set(call, fault);
    const { completions, ms } = await sendTimed(aService());
    expect(completions).toHaveLength(1);
    expect(completions[0]?.allowEvent).toBe(false);
    expect(completions[0]?.errorMessage?.length).toBeGreaterThan(0);
    expect(ms).toBeLessThan(WHOLE_MS + SLACK_MS);
  });

  it.each(FAULTS)('every call %s', async (fault) => {
    const office = dangerousDraft();
    for (const call of CALLS) office.faults.set(call, fault);
    const { completions, ms } = await sendTimed(aService());
    expect(completions).toHaveLength(1);
    expect(completions[0]?.allowEvent).toBe(false);
    expect(ms).toBeLessThan(WHOLE_MS + SLACK_MS);
  });

  it.each(['subject.getAsync', 'body.getAsync', 'getAttachmentsAsync'])(
    'also if the number stands only where %s hangs',
    async (call) => {
      const office = dangerousDraft();
      office.mail.body = call === 'body.getAsync' ? office.mail.body : '';
      office.mail.subject = call === 'subject.getAsync' ? `CPR ${TEST_CPR}` : '';
      if (call === 'getAttachmentsAsync')
        office.mail.attachments = [{ id: '1', name: `CPR ${TEST_CPR}.txt`, size: 1, isInline: false }];
      office.faults.set(call, 'hangs');
      const { completions } = await sendTimed(aService());
      expect(completions.map((one) => one?.allowEvent)).toEqual([false]);
    },
  );
});

describe('whatever a single call does, a mail to colleagues is completed once', () => {
  it.each(TABLE)('$call $fault', async ({ call, fault }) => {
    const office = installOffice();
    office.settings[MEMORY.policy] = JSON.stringify(aPolicy());
    office.faults.set(call, fault);
    const { completions, ms } = await sendTimed(aService());
    expect(completions).toHaveLength(1);
    const isRecipients = /^(?:to|cc|bcc)\./.test(call);
    expect(completions[0]?.allowEvent).toBe(!isRecipients);
    expect(ms).toBeLessThan(WHOLE_MS + SLACK_MS);
  });
});

describe('whatever the service does, personal data does not go to consumer mail', () => {
  const service = aService();
  const hanging = () => new Promise<never>(() => undefined);
  const throwing = () => {
    throw new Error('thrown at once');
  };
  const rejecting = () => Promise.reject(new Error('rejected'));
  it.each<[string, Partial<Service>]>([
    ['the verdict hangs', { judgeSend: hanging }],
    ['the verdict throws', { judgeSend: throwing }],
    ['the verdict rejects', { judgeSend: rejecting }],
    ['the policy hangs', { policy: hanging }],
    ['the policy throws', { policy: throwing }],
    ['the policy rejects', { policy: rejecting }],
    ['both hang', { policy: hanging, judgeSend: hanging }],
  ])('%s', async (_, change) => {
    dangerousDraft();
    const { completions, ms } = await sendTimed({ ...service, ...change });
    expect(completions.map((one) => one?.allowEvent)).toEqual([false]);
    expect(ms).toBeLessThan(WHOLE_MS + SLACK_MS);
  });
});
