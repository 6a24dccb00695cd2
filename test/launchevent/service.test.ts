import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { MOST_RECIPIENTS as MOST_IN_CONTRACT } from '../../src/contract/classification.ts';
import { API } from '../../src/contract/paths.ts';
import type { SendRequest } from '../../src/contract/sends.ts';
import { MOST_RECIPIENTS } from '../../src/launchevent/draft-facts.ts';
import { serviceAt } from '../../src/launchevent/service.ts';
import { aClassification, aPolicy } from '../support/builders.ts';

const ORIGIN = 'https://service.example';
const server = setupServer();
const service = serviceAt(ORIGIN);
const REQUEST: SendRequest = {
  sender: 'mette.holm@phv.example',
  recipients: [{ field: 'to', address: 'anna@gmail.com' }],
  findings: [],
  unreadableAttachments: [],
  choices: { secureMode: false },
};
const VERDICT = {
  kind: 'send',
  problems: [],
  hasPersonalData: false,
  isSecure: false,
  isActivated: false,
  mode: 'ordinary',
  insecureRecipients: [0],
};
const REPLY = { id: 'send-1', verdict: VERDICT, classifications: [aClassification()] };

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const answerSends = (body: unknown, status = 200): void =>
  server.use(http.post(`${ORIGIN}${API.sends}`, () => HttpResponse.json(body as object, { status })));

describe('the service, asked about a send', () => {
  it('answers with verdict and classifications', async () => {
    answerSends({ ...REPLY, header: 'ordinary' });
    await expect(service.judgeSend(REQUEST, 500)).resolves.toEqual({ ...REPLY, header: 'ordinary' });
  });

  it('is sent JSON at its absolute address', async () => {
    const asked: unknown[] = [];
    server.use(
      http.post(`${ORIGIN}${API.sends}`, async ({ request }) => {
        asked.push([request.headers.get('content-type'), await request.json()]);
        return HttpResponse.json(REPLY);
      }),
    );
    await service.judgeSend(REQUEST, 500);
    expect(asked).toEqual([['application/json', REQUEST]]);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'send'],
    ['an empty object', {}],
    ['no classifications', { ...REPLY, classifications: undefined }],
    [
      'a class that does not exist',
      { ...REPLY, classifications: [{ ...aClassification(), transport: 'magic' }] },
    ],
    ['a verdict that does not exist', { ...REPLY, verdict: { ...VERDICT, kind: 'maybe' } }],
    ['a mode that does not exist', { ...REPLY, verdict: { ...VERDICT, mode: 'pigeon' } }],
    [
      'a problem that does not exist',
      { ...REPLY, verdict: { ...VERDICT, problems: [{ kind: 'odd', remedies: [] }] } },
    ],
    [
      'a problem without its recipient',
      { ...REPLY, verdict: { ...VERDICT, problems: [{ kind: 'forbidden', remedies: [] }] } },
    ],
  ])('is as good as away when it answers %s', async (_, body) => {
    answerSends(body);
    await expect(service.judgeSend(REQUEST, 500)).resolves.toBeUndefined();
  });

  it.each([
    { kind: 'forbidden', recipient: 0, cause: 'consumer-mail', remedies: [] },
    { kind: 'notChecked', recipients: [0], remedies: [] },
    { kind: 'mailboxNeeded', recipients: [0], remedies: [] },
    { kind: 'notSecure', recipients: [0], remedies: [] },
    { kind: 'considerations', recipients: [0], considerations: ['legal-basis'], countries: [], remedies: [] },
    { kind: 'unreadableAttachments', recipients: [0], attachments: ['a1'], remedies: [] },
    { kind: 'activation', remedies: [] },
  ])('may report the problem $kind', async (problem) => {
    answerSends({ ...REPLY, verdict: { ...VERDICT, kind: 'block', problems: [problem] } });
    const reply = await service.judgeSend(REQUEST, 500);
    expect(reply?.verdict.problems).toEqual([problem]);
  });

  it('cannot smuggle a second header in', async () => {
    answerSends({ ...REPLY, header: 'ordinary\r\nBcc: x@y.example' });
    await expect(service.judgeSend(REQUEST, 500)).resolves.toEqual(REPLY);
  });

  it.each([400, 404, 429, 500, 503])('is as good as away when it refuses with %i', async (status) => {
    answerSends(REPLY, status);
    await expect(service.judgeSend(REQUEST, 500)).resolves.toBeUndefined();
  });

  it('is as good as away when the connection breaks, the answer is no JSON, or comes too late', async () => {
    server.use(http.post(`${ORIGIN}${API.sends}`, () => HttpResponse.error()));
    await expect(service.judgeSend(REQUEST, 500)).resolves.toBeUndefined();
    server.use(http.post(`${ORIGIN}${API.sends}`, () => HttpResponse.text('<html>proxy</html>')));
    await expect(service.judgeSend(REQUEST, 500)).resolves.toBeUndefined();
    server.use(
      http.post(`${ORIGIN}${API.sends}`, async () => {
        await delay(200);
        return HttpResponse.json(REPLY);
      }),
    );
    await expect(service.judgeSend(REQUEST, 20)).resolves.toBeUndefined();
  });

  it('is as good as away in a runtime that has no fetch', async () => {
    const kept = globalThis.fetch;
    Reflect.deleteProperty(globalThis, 'fetch');
    try {
      await expect(service.judgeSend(REQUEST, 500)).resolves.toBeUndefined();
    } finally {
      globalThis.fetch = kept;
    }
  });
});

describe('the service, asked about recipients', () => {
  const answer = (body: unknown): void =>
    server.use(http.post(`${ORIGIN}${API.classifications}`, () => HttpResponse.json(body as object)));
  const ask = () => service.classify({ recipients: [{ address: 'anna@gmail.com' }] }, 500);

  it('answers with what it found out', async () => {
    answer({ classifications: [aClassification()] });
    await expect(ask()).resolves.toEqual([aClassification()]);
  });

  it('has an answer of an unknown class left out, so that the recipient counts as unknown', async () => {
    answer({ classifications: [{ ...aClassification(), transport: 'magic' }] });
    await expect(ask()).resolves.toEqual([]);
  });

  it.each([null, {}, { classifications: 'many' }])('is as good as away when it answers %j', async (body) => {
    answer(body);
    await expect(ask()).resolves.toBeUndefined();
  });

  it('is never asked about more than it takes', () => {
    expect(MOST_RECIPIENTS).toBe(MOST_IN_CONTRACT);
  });
});

describe('the service, asked for the policy', () => {
  const answer = (body: unknown): void =>
    server.use(http.get(`${ORIGIN}${API.policy}`, () => HttpResponse.json(body as object)));

  it('answers with it', async () => {
    answer(aPolicy());
    await expect(service.policy(500)).resolves.toEqual(aPolicy());
  });

  it('may know keys that this client does not', async () => {
    answer({ ...aPolicy(), confidential: { isEnabled: true } });
    await expect(service.policy(500)).resolves.toMatchObject(aPolicy());
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['no organisation', { ...aPolicy(), organisation: undefined }],
    [
      'domains that are no list',
      { ...aPolicy(), organisation: { name: 'x', domains: 'phv.example', studentDomains: [] } },
    ],
    ['a mailbox without label', { ...aPolicy(), functionalMailboxes: [{ address: 'a@b.example' }] }],
    ['a mailbox that is none', { ...aPolicy(), functionalMailboxes: ['a@b.example'] }],
    [
      'senders that are no list',
      { ...aPolicy(), functionalMailboxes: [{ ...aPolicy().functionalMailboxes[0], allowedSenders: 'all' }] },
    ],
    ['a switch that is a text', { ...aPolicy(), secureMode: { ...aPolicy().secureMode, locked: 'no' } }],
    [
      'an unknown rule for TLS',
      { ...aPolicy(), tls: { personalData: 'always', minimumAssurance: 'verified-now' } },
    ],
    ['an unknown assurance', { ...aPolicy(), tls: { personalData: 'allow', minimumAssurance: 'good' } }],
    [
      'an unknown confidence',
      { ...aPolicy(), detection: { ...aPolicy().detection, minimumConfidence: 'some' } },
    ],
  ])('is not believed when it answers %s', async (_, body) => {
    answer(body);
    await expect(service.policy(500)).resolves.toBeUndefined();
  });
});
