import type { SendRecord } from '../../../src/server/sends/send-record.ts';
import type { SendStore } from '../../../src/server/sends/sends.store.ts';

export interface OpenStore {
  readonly store: SendStore;
  readonly close: () => Promise<void>;
}

/** What every driver's store must do; `open` gives an empty one. */
export function sendStoreContract(driver: string, open: () => Promise<OpenStore>): void {
  describe(`records of sends on ${driver}`, () => {
    let opened: OpenStore;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    test('are found as they were written', async () => {
      await opened.store.append(aRecord({ id: 'one' }));
      expect(await opened.store.find('one')).toEqual(aRecord({ id: 'one' }));
      expect(await opened.store.find('two')).toBeUndefined();
    });

    test('are never written over', async () => {
      await opened.store.append(aRecord({ id: 'one' }));
      const again = opened.store.append(aRecord({ id: 'one', sender: 'other@phv.example' }));
      await expect(again).rejects.toMatchObject({ code: 'sends.not-recorded' });
      expect((await opened.store.find('one'))?.sender).toBe('mette.holm@phv.example');
    });

    test('take signs that mean something to a database for signs', async () => {
      const id = `'; DROP TABLE sends; --`;
      await opened.store.append(aRecord({ id }));
      expect((await opened.store.find(id))?.id).toBe(id);
    });

    test('are removed when they are older than the instant, and no others', async () => {
      const instants = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '2026-01-02T00:00:00.000Z'];
      for (const at of instants) await opened.store.append(aRecord({ id: at, at }));
      expect(await opened.store.removeBefore(new Date('2026-01-01T00:00:00.001Z'))).toBe(1);
      expect(await opened.store.find(instants[0] ?? '')).toBeUndefined();
      expect(await opened.store.find(instants[1] ?? '')).toBeDefined();
    });

    test('can be written by many at once', async () => {
      const ids = Array.from({ length: 50 }, (_unused, index) => `send-${index}`);
      await Promise.all(ids.map((id) => opened.store.append(aRecord({ id }))));
      const found = await Promise.all(ids.map((id) => opened.store.find(id)));
      expect(found.every((record) => record !== undefined)).toBe(true);
    });

    test('answer a check', async () => {
      await expect(opened.store.check()).resolves.toBeUndefined();
    });
  });
}

export function aRecord(change: Partial<SendRecord> = {}): SendRecord {
  return {
    id: 'send-1',
    at: '2026-11-23T08:00:00.000Z',
    sender: 'mette.holm@phv.example',
    verdict: 'send',
    mode: 'tls',
    hasPersonalData: false,
    isActivated: false,
    recipients: [],
    findings: [],
    unreadableAttachments: 0,
    declaresPersonalData: false,
    consent: 'none',
    problems: [],
    policy: 'one',
    ...change,
  };
}
