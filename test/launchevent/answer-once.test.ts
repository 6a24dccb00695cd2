import { answerOnce, settled } from '../../src/launchevent/answer-once.ts';

const never = (): Promise<never> => new Promise(() => undefined);
const otherwise = (): string => 'safe';

describe('an answer', () => {
  it('is that of the work if it comes in time', async () => {
    await expect(
      answerOnce({ deadlineMs: 50, work: () => Promise.resolve('done'), otherwise }),
    ).resolves.toBe('done');
  });

  it('is the safe one when the work hangs', async () => {
    await expect(answerOnce({ deadlineMs: 5, work: never, otherwise })).resolves.toBe('safe');
  });

  it('is the safe one when the work rejects', async () => {
    const work = () => Promise.reject<string>(new Error('no'));
    await expect(answerOnce({ deadlineMs: 50, work, otherwise })).resolves.toBe('safe');
  });

  it('is the safe one when the work throws before it waits', async () => {
    const work = (): Promise<string> => {
      throw new Error('no');
    };
    await expect(answerOnce({ deadlineMs: 50, work, otherwise })).resolves.toBe('safe');
  });

  it('is the safe one as it stands at the deadline, not as it stood at the start', async () => {
    let safe = 'early';
    const work = async (): Promise<string> => {
      safe = 'later';
      return never();
    };
    await expect(answerOnce({ deadlineMs: 5, work, otherwise: () => safe })).resolves.toBe('later');
  });
});

describe('a part of the draft', () => {
  it('is a value when it could be read', async () => {
    await expect(settled(1000, () => Promise.resolve('text'))).resolves.toEqual({
      isRead: true,
      value: 'text',
    });
  });

  it('is not read when reading rejects or throws', async () => {
    await expect(settled(1000, () => Promise.reject(new Error('no')))).resolves.toEqual({ isRead: false });
    const throwing = (): Promise<string> => {
      throw new Error('no');
    };
    await expect(settled(1000, throwing)).resolves.toEqual({ isRead: false });
  });

  it('is not read when its time is up', async () => {
    await expect(settled(5, never)).resolves.toEqual({ isRead: false });
  });
});
