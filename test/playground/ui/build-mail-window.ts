import type { Fault } from '../../../src/playground/faults.ts';
import { createMailStore } from '../../../src/playground/model/mail-store.ts';
import type { MailboxState } from '../../../src/playground/model/types.ts';
import { createMailWindow } from '../../../src/playground/ui/mail-window.ts';
import { OWNER } from '../../../src/playground/ui/people.ts';
import { readSettings } from '../../../src/playground/ui/settings.ts';
import type { Settings } from '../../../src/playground/ui/settings.ts';
import { MANIFEST, createFakeHosts } from './fake-office-host.ts';

interface MailWindowSetting {
  readonly settings?: Partial<Settings>;
  readonly isReachable?: () => boolean;
  readonly isFaultTaken?: boolean;
  readonly mailbox?: MailboxState;
}

/** A mail window in Danish over a real mailbox and a fake Office host, with one new mail open. */
export async function buildMailWindow(setting: MailWindowSetting = {}) {
  const { settings = {}, isReachable = () => true, isFaultTaken = true, mailbox } = setting;
  const hosts = createFakeHosts();
  const faults: Fault[] = [];
  const kept: Settings[] = [];
  const store = createMailStore({
    owner: OWNER,
    now: () => Date.UTC(2026, 10, 23, 8, 0),
    ...(mailbox === undefined ? {} : { initial: mailbox }),
  });
  const mailWindow = createMailWindow({
    store,
    createHost: hosts.createHost,
    manifestIn: () => MANIFEST,
    addinOrigin: 'https://localhost:3443',
    isReachable: () => Promise.resolve(isReachable()),
    faults: {
      read: () => Promise.resolve({ kind: 'off' }),
      set: (fault) => {
        if (isFaultTaken) faults.push(fault);
        return Promise.resolve(isFaultTaken);
      },
    },
    settings: { ...readSettings('', null, 'da-DK'), ...settings },
    keepSettings: (next) => {
      kept.push(next);
    },
  });
  await mailWindow.begin();
  mailWindow.newMail();
  return { mailWindow, store, hosts, faults, kept };
}
