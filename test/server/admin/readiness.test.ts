import { createReadiness } from '../../../src/server/admin/readiness.ts';
import type { Dependency } from '../../../src/server/admin/readiness.ts';
import { AppError } from '../../../src/server/app-error.ts';

const list: Dependency = {
  name: 'tunnelList',
  kind: 'tunnel-list',
  check: async () => undefined,
  fix: 'Look at it.',
  facts: () => ({ entries: 3, isStale: false }),
};
const database: Dependency = {
  name: 'database',
  kind: 'database',
  check: list.check,
  fix: 'Start it.',
  isVital: true,
};
const fails = () => Promise.reject(new AppError('x.y', 'It is gone.'));

describe('the health page', () => {
  test('tells that all answers, with what there is to know of it', async () => {
    expect(await createReadiness({ dependencies: [list, database] })()).toEqual({
      status: 'ready',
      checks: [
        { name: 'tunnelList', kind: 'tunnel-list', answers: true, facts: { entries: 3, isStale: false } },
        { name: 'database', kind: 'database', answers: true },
      ],
    });
  });

  test('tells what does not answer, what to do, and what is known all the same', async () => {
    const { status, checks } = await createReadiness({
      dependencies: [{ ...list, check: fails }, database],
    })();
    expect(status).toBe('degraded');
    expect(checks[0]).toEqual({
      name: 'tunnelList',
      kind: 'tunnel-list',
      answers: false,
      facts: { entries: 3, isStale: false },
      fix: 'It is gone. Look at it.',
    });
  });

  test('adds nothing to what already says what to do', async () => {
    const told = { ...list, tellsFix: true };
    const { checks } = await createReadiness({ dependencies: [{ ...told, check: fails }] })();
    expect(checks[0]?.fix).toBe('It is gone.');
    const silent = () => Promise.reject(new Error('password=secret'));
    const health = await createReadiness({ dependencies: [{ ...told, check: silent }] })();
    expect(health.checks[0]?.fix).toBe('Look at it.');
  });

  test('tells that the service can do nothing without a vital part', async () => {
    const health = await createReadiness({ dependencies: [list, { ...database, check: fails }] })();
    expect(health.status).toBe('unable');
  });

  test('keeps what an error holds besides our own words to itself', async () => {
    const check = () => Promise.reject(new Error('password=secret'));
    const { checks } = await createReadiness({ dependencies: [{ ...list, check }] })();
    expect(checks[0]?.fix).toBe('Look at it.');
  });
});
