import { AppError } from '../../../src/server/app-error.ts';
import { API } from '../../../src/contract/paths.ts';
import type { SendReply } from '../../../src/contract/sends.ts';
import { STATE_HEADER, parseChoices } from '../../../src/domain/state-header.ts';
import { CPR, SENDER } from '../../support/builders.ts';
import { aService, matching } from '../../support/service.ts';
import type { ServiceForTests } from '../../support/service.ts';

let service: ServiceForTests;

beforeAll(async () => {
  service = await aService({
    answers: {
      'jens.friis@phv.example': matching('internal'),
      'anna@gmail.com': matching('tls'),
      'bo@partner.example': matching('certificate'),
      'by@kommune.example': matching('tunnel'),
    },
  });
});
afterAll(() => service.app.close());
beforeEach(() => (service.records.length = 0));

describe('the verdict on a send', () => {
  test('lets an internal mail with a personal number go, with its header', async () => {
    const reply = await send({ recipients: [to('jens.friis@phv.example')], findings: [CPR] });
    expect(reply).toMatchObject({ verdict: { kind: 'send', mode: 'internal' }, header: 'internal; off' });
    expect(STATE_HEADER).toBe('x-secure-send');
    expect(parseChoices(reply.header)).toEqual({ secureMode: false });
  });

  test('stops a personal number to consumer mail, and gives no header', async () => {
    const reply = await send({ recipients: [to('anna@gmail.com')], findings: [CPR] });
    expect(reply.verdict).toMatchObject({
      kind: 'block',
      problems: [{ kind: 'forbidden', cause: 'consumer-mail' }],
    });
    expect(reply.header).toBeUndefined();
  });

  test('asks for the mailbox before an encrypted mail, and lets it go with one', async () => {
    const draft = { recipients: [to('bo@partner.example')], choices: { secureMode: true } };
    expect((await send(draft)).verdict.kind).toBe('chooseMailbox');
    const chosen = { ...draft, choices: { secureMode: true, mailbox: 'sikkerpost@phv.example' } };
    expect(await send(chosen)).toMatchObject({
      verdict: { kind: 'send', mailbox: 'sikkerpost@phv.example' },
      header: 'certificate; on; mailbox=sikkerpost@phv.example',
    });
  });

  test('cannot be bent by a mailbox with line breaks in it', async () => {
    const mailbox = 'sikkerpost@phv.example\r\nBcc: eve@evil.example';
    const reply = await send({
      recipients: [to('bo@partner.example')],
      choices: { secureMode: true, mailbox },
    });
    expect(reply.verdict.kind).toBe('chooseMailbox');
    expect(reply.header).toBeUndefined();
  });

  test.each([
    ['nobody could be asked about', to('someone@elsewhere.example')],
    ['is a distribution list', { ...to('alle@phv.example'), isDistributionList: true }],
    ['has no address', to('')],
  ])('stops a personal number to a recipient who %s', async (_what, recipient) => {
    expect((await send({ recipients: [recipient], findings: [CPR] })).verdict.kind).toBe('block');
  });

  test('asks once about an address, and answers for each place where it stands', async () => {
    const recipients = [to('by@kommune.example'), { ...to('By@Kommune.example'), field: 'bcc' }];
    const reply = await send({ recipients, findings: [CPR] });
    expect(reply.verdict).toMatchObject({ kind: 'send', mode: 'tunnel' });
    expect(reply.classifications).toHaveLength(2);
    expect(service.records[0]?.recipients.map(({ field, address }) => `${field} ${address}`)).toEqual([
      'to by@kommune.example',
      'bcc By@kommune.example',
    ]);
  });

  test('counts recipients that Outlook held back as one nobody knows', async () => {
    const reply = await send({
      recipients: [to('jens.friis@phv.example')],
      findings: [CPR],
      isTruncated: true,
    });
    expect(reply.verdict).toMatchObject({ kind: 'block', problems: [{ recipient: 1, cause: 'unknown' }] });
    expect(reply.classifications[1]).toMatchObject({ reasons: ['recipients-truncated'], personalData: 'no' });
  });
});

describe('the record of a send', () => {
  test('holds who, to whom, how and why', async () => {
    const reply = await send({ recipients: [to('anna@gmail.com')], findings: [CPR] });
    expect(service.records).toEqual([
      expect.objectContaining({
        id: reply.id,
        sender: SENDER,
        verdict: 'block',
        findings: [CPR],
        problems: ['forbidden'],
        policy: 'test-policy',
        recipients: [
          expect.objectContaining({ address: 'anna@gmail.com', transport: 'tls', consumer: true }),
        ],
      }),
    ]);
  });

  test('keeps no names that stand where an address should, and no keys of files', async () => {
    await send({
      sender: 'Mette Holm <mette.holm@phv.example>',
      recipients: [to('Anna Lund <anna@gmail.com>'), to('Cpr 251248-9996')],
      unreadableAttachments: ['key-of-a-file'],
    });
    const written = JSON.stringify(service.records);
    expect(written).not.toMatch(/Mette|Anna|251248|key-of-a-file/);
    expect(service.records[0]).toMatchObject({ unreadableAttachments: 1 });
  });

  test('tells a question that was raised from one that the sender had answered', async () => {
    const asked = { recipients: [to('anna@gmail.com')], choices: { secureMode: true } };
    const first = await send(asked);
    const confirmed = first.verdict.confirmation ?? '';
    const second = await send({ ...asked, choices: { secureMode: true, confirmed } });
    await send({ choices: { secureMode: true, confirmed } });
    await send({ ...asked, choices: { secureMode: true, confirmed: 'an older question' } });
    expect([first, second].map(({ verdict }) => verdict.kind)).toEqual(['confirm', 'send']);
    expect(service.records.map(({ consent }) => consent)).toEqual(['asked', 'given', 'none', 'asked']);
  });

  test('holds the reason of a false alarm, and of the finding nothing but kind, place and confidence', async () => {
    const finding = { ...CPR, confidence: 'medium', override: 'other-number' };
    await send({ recipients: [to('anna@gmail.com')], findings: [finding] });
    expect(service.records.map(({ findings }) => findings)).toEqual([[finding]]);
  });

  test('is there before the answer: without it there is no verdict', async () => {
    const failure = new AppError('sends.not-recorded', 'The send could not be recorded. Try again.');
    const broken = await aService({ appendRecord: () => Promise.reject(failure) });
    const reply = await broken.app.inject({
      method: 'POST',
      url: API.sends,
      payload: draft({ recipients: [] }),
    });
    expect(reply.statusCode).toBe(503);
    expect(reply.json()).toMatchObject({ code: 'sends.not-recorded' });
    await broken.app.close();
  });

  test.each(['value', 'subject', 'name'])('has no place for a %s: it is refused', async (key) => {
    const payload = draft({ findings: [{ ...CPR, [key]: '251248-9996' }] });
    const reply = await service.app.inject({ method: 'POST', url: API.sends, payload });
    expect(reply.statusCode).toBe(400);
    expect(service.records).toEqual([]);
  });
});

function to(address: string) {
  return { field: 'to', address };
}

function draft(change: object) {
  return {
    sender: SENDER,
    recipients: [to('jens.friis@phv.example')],
    findings: [],
    unreadableAttachments: [],
    choices: { secureMode: false },
    ...change,
  };
}

async function send(change: object): Promise<SendReply> {
  const reply = await service.app.inject({ method: 'POST', url: API.sends, payload: draft(change) });
  expect(reply.statusCode).toBe(200);
  return reply.json<SendReply>();
}
