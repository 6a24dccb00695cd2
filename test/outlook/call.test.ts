import { createCaller } from '../../src/outlook/call.ts';
import type { OfficeCall } from '../../src/outlook/call.ts';
import { isOutlookError } from '../../src/outlook/outlook-error.ts';
import { installOffice } from '../support/office.ts';

// Of Office's result the bridge looks at these parts only.
const result = (part: object): Office.AsyncResult<string> => part as Office.AsyncResult<string>;
const answering = (part: object): OfficeCall<string> => ({
  name: 'thing.getAsync',
  isPresent: () => true,
  start: (done) => done(result(part)),
});
const succeeding = answering({ status: 'succeeded', value: 'text' });
const hanging: OfficeCall<string> = { ...succeeding, start: () => undefined };

beforeEach(() => installOffice());

describe('a call of Office', () => {
  it('gives its value', async () => {
    await expect(createCaller(20)(succeeding)).resolves.toBe('text');
  });

  it('that never answers is a time-out, and names the call', async () => {
    await expect(createCaller(5)(hanging)).rejects.toMatchObject({
      code: 'outlook.timeout',
      message: 'Outlook did not answer thing.getAsync in 5 ms.',
    });
  });

  it('that Office refuses has failed, with Office’s number', async () => {
    const refused = answering({ status: 'failed', error: { code: 9020 } });
    await expect(createCaller(20)(refused)).rejects.toMatchObject({
      code: 'outlook.failed',
      officeCode: 9020,
    });
  });

  it('that fails without saying why has failed', async () => {
    await expect(createCaller(20)(answering({ status: 'failed' }))).rejects.toMatchObject({
      code: 'outlook.failed',
    });
  });

  it('that throws has failed, with the cause', async () => {
    const cause = new Error('Elevated permission is required');
    const throwing: OfficeCall<string> = {
      ...succeeding,
      start: () => {
        throw cause;
      },
    };
    await expect(createCaller(20)(throwing)).rejects.toMatchObject({ code: 'outlook.failed', cause });
  });

  it('that is not there is unsupported', async () => {
    const missing = { ...succeeding, isPresent: () => false };
    await expect(createCaller(20)(missing)).rejects.toMatchObject({ code: 'outlook.unsupported' });
  });

  it('whose object is not there is unsupported', async () => {
    const missing: OfficeCall<string> = {
      ...succeeding,
      isPresent: () => {
        throw new TypeError('undefined');
      },
    };
    await expect(createCaller(20)(missing)).rejects.toMatchObject({ code: 'outlook.unsupported' });
  });

  it.each([
    ['1.7', true],
    ['1.8', true],
    ['1.9', false],
  ])('that came with Mailbox %s is made by an Outlook of 1.8: %s', async (since, isMade) => {
    installOffice().world.mailbox = '1.8';
    const outcome = createCaller(20)({ ...succeeding, since }).then(
      () => true,
      (error: unknown) => !isOutlookError(error, 'outlook.unsupported'),
    );
    await expect(outcome).resolves.toBe(isMade);
  });

  it('waits while three others are under way, and gets its whole time when its turn comes', async () => {
    jest.useFakeTimers();
    const call = createCaller(30);
    let running = 0;
    let most = 0;
    const slow: OfficeCall<string> = {
      ...succeeding,
      start: (done) => {
        most = Math.max(most, ++running);
        setTimeout(() => {
          running--;
          done(result({ status: 'succeeded', value: 'text' }));
        }, 20);
      },
    };
    const all = Promise.all(Array.from({ length: 9 }, () => call(slow)));
    await jest.advanceTimersByTimeAsync(60);
    await expect(all).resolves.toHaveLength(9);
    expect(most).toBe(3);
    jest.useRealTimers();
  });

  it('takes its turn after calls that hang', async () => {
    const call = createCaller(10);
    const hung = [hanging, hanging, hanging].map((one) => call(one).catch(() => 'hung'));
    await expect(call(succeeding)).resolves.toBe('text');
    await expect(Promise.all(hung)).resolves.toEqual(['hung', 'hung', 'hung']);
  });

  it('that answers after its time changes nothing', async () => {
    const late: OfficeCall<string> = {
      ...succeeding,
      start: (done) => setTimeout(() => done(result({ status: 'succeeded', value: 'late' })), 20),
    };
    await expect(createCaller(5)(late)).rejects.toMatchObject({ code: 'outlook.timeout' });
  });
});
