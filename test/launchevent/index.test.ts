import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { aPolicy } from '../support/builders.ts';
import { installOffice } from '../support/office.ts';
import { anEvent } from './send-world.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

type Handler = (event: Office.MailboxEvent) => void;

/** Loads the event bundle's entry as Outlook does: with Office's global there, and nothing else. */
async function load(): Promise<Map<string, Handler>> {
  const handlers = new Map<string, Handler>();
  Object.assign(Office.actions, {
    associate: (name: string, handler: Handler) => handlers.set(name, handler),
  });
  jest.resetModules();
  await import('../../src/launchevent/index.ts');
  return handlers;
}

async function run(handler: Handler | undefined): Promise<unknown[]> {
  const { event, completions } = anEvent();
  handler?.(event);
  for (let at = 0; at < 200 && completions.length === 0; at++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return completions;
}

describe('the event page', () => {
  it('registers with Office and offers the functions that the manifest names', async () => {
    installOffice();
    const onReady = jest.spyOn(Office, 'onReady');
    expect([...(await load()).keys()]).toEqual([
      'onMessageSendHandler',
      'onMessageComposeHandler',
      'onMessageRecipientsChangedHandler',
      'onMessageFromChangedHandler',
    ]);
    expect(onReady).toHaveBeenCalledTimes(1);
  });

  it('completes every event, with the origin not filled in and no service anywhere', async () => {
    installOffice().settings['policy'] = JSON.stringify(aPolicy());
    server.use(http.all('*', () => HttpResponse.error()));
    for (const [name, handler] of await load())
      expect([name, await run(handler)]).toEqual([
        name,
        [name === 'onMessageSendHandler' ? { allowEvent: true } : undefined],
      ]);
  });
});
