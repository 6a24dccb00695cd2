import type { AddinManifest, CreateOfficeHost, HostWindow, OfficeHost } from '../host/types.ts';
import { CLIENT_PROFILES } from '../model/client-profile.ts';
import type { MailStore, PlaygroundDraft, SendChoice, SendState } from '../model/types.ts';
import type { Scene } from '../scenes.ts';
import { hasContent, sendProblem, withoutSession } from './draft-checks.ts';
import type { SendProblem } from './draft-checks.ts';
import { faultOf, modeOf } from './faults.ts';
import type { FaultMode, FaultPort } from './faults.ts';
import { openScene } from './open-scene.ts';
import { OWNER } from './people.ts';
import type { Settings } from './settings.ts';
import { LOCALES } from './text/language.ts';
import { OFFICE_THEMES } from './themes.ts';

const AUTOSAVE_MS = 2000;

export type View =
  | { readonly kind: 'compose'; readonly draftId: string }
  | { readonly kind: 'drafts' }
  | { readonly kind: 'sent'; readonly mailId?: string; readonly isJustSent?: boolean };

interface PaneState {
  readonly isOpen: boolean;
  readonly commandId?: string;
  readonly context?: string;
  /** Grows when the pane has to load anew. */
  readonly serial: number;
}

export interface MailWindowState {
  readonly view: View;
  readonly settings: Settings;
  readonly manifest: AddinManifest;
  readonly host: OfficeHost | undefined;
  readonly send: SendState;
  readonly pane: PaneState;
  /** Whether the browser gets through to the add-in's address; it may have to accept its certificate first. */
  readonly reach: 'checking' | 'reachable' | 'unreachable';
  readonly fault: FaultMode;
  readonly isFaultRefused: boolean;
  /** What Outlook itself holds against sending. */
  readonly problem: SendProblem | undefined;
}

export interface MailWindowPorts {
  readonly store: MailStore;
  readonly createHost: CreateOfficeHost;
  readonly manifestIn: (locale: string) => AddinManifest;
  readonly addinOrigin: string;
  readonly isReachable: () => Promise<boolean>;
  readonly faults: FaultPort;
  readonly settings: Settings;
  readonly keepSettings: (settings: Settings) => void;
  /** What the page adds to the host's window: caret and selection, dialogs, the keyboard leaving the pane. */
  readonly surroundings?: Omit<HostWindow, 'openPane' | 'closePane' | 'closeItem'>;
}

export type MailWindow = ReturnType<typeof createMailWindow>;

const WRITING: SendState = { phase: 'writing' };

/** The state of the whole mail window and what a person can do in it, without a framework. */
export function createMailWindow(ports: MailWindowPorts) {
  const { store } = ports;
  const listeners = new Set<() => void>();
  let autosave: ReturnType<typeof setTimeout> | undefined;
  let state: MailWindowState = {
    view: { kind: 'drafts' },
    settings: ports.settings,
    manifest: ports.manifestIn(LOCALES[ports.settings.language]),
    host: undefined,
    send: WRITING,
    pane: { isOpen: false, serial: 0 },
    reach: 'checking',
    fault: 'fine',
    isFaultRefused: false,
    problem: undefined,
  };

  const set = (change: Partial<MailWindowState>): void => {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener();
  };
  const currentDraft = (): PlaygroundDraft | undefined =>
    state.view.kind === 'compose' ? store.draft(state.view.draftId) : undefined;
  const openPane = (request: { readonly commandId?: string; readonly contextData?: string } = {}): void => {
    const { commandId, contextData: context } = request;
    const target = {
      ...(commandId === undefined ? {} : { commandId }),
      ...(context === undefined ? {} : { context }),
    };
    set({ pane: { isOpen: true, serial: state.pane.serial + 1, ...target } });
  };
  const closePane = (): void => {
    set({ pane: { isOpen: false, serial: state.pane.serial } });
  };

  const dropHost = (): void => {
    const old = state.host;
    if (old === undefined) return;
    // The host may be the caller (a mail just sent): let it finish first.
    setTimeout(() => {
      old.dispose();
    }, 0);
  };
  const hostFor = (draftId: string): OfficeHost => {
    const { settings, manifest } = state;
    const host = ports.createHost({
      store,
      draftId,
      manifest,
      profile: CLIENT_PROFILES[settings.profile],
      locale: LOCALES[settings.language],
      user: OWNER,
      theme: OFFICE_THEMES[settings.theme],
      addinOrigin: ports.addinOrigin,
      window: {
        ...ports.surroundings,
        closePane,
        openPane,
        closeItem: () => {
          openFolder('drafts');
        },
      },
    });
    host.controls.setLatency(settings.latency);
    host.onSendState((send) => {
      if (state.host === host) set({ send });
    });
    return host;
  };
  const restartHost = (): void => {
    dropHost();
    const draft = currentDraft();
    if (draft === undefined) {
      set({ host: undefined, send: WRITING });
      return;
    }
    const host = hostFor(draft.id);
    set({ host, send: WRITING, pane: { isOpen: state.pane.isOpen, serial: state.pane.serial + 1 } });
    host.start();
  };

  const leaveDraft = (): void => {
    clearTimeout(autosave);
    const draft = currentDraft();
    if (draft === undefined) return;
    if (draft.isSaved || hasContent(draft)) store.updateDraft(draft.id, 'user', markSaved);
    else store.removeDraft(draft.id);
  };
  const show = (view: View): void => {
    const { host, pane, settings } = state;
    const staysOpen = pane.isOpen && settings.isPanePinned && view.kind === 'compose';
    // A check that still runs belongs to the draft that is left: then the host ends with it.
    if (staysOpen && host?.sendState().phase === 'writing') {
      set({ view, problem: undefined, send: WRITING });
      host.switchItem(view.draftId);
      return;
    }
    set({
      view,
      problem: undefined,
      pane: staysOpen ? state.pane : { isOpen: false, serial: state.pane.serial },
    });
    restartHost();
  };
  const openFolder = (kind: 'drafts' | 'sent'): void => {
    leaveDraft();
    show({ kind });
  };
  const openDraft = (draftId: string): void => {
    if (state.view.kind === 'compose' && state.view.draftId === draftId) return;
    leaveDraft();
    store.updateDraft(draftId, 'user', withoutSession);
    show({ kind: 'compose', draftId });
  };
  const newMail = (): void => {
    leaveDraft();
    show({ kind: 'compose', draftId: store.createDraft().id });
  };
  const setFault = async (fault: FaultMode): Promise<void> => {
    const isTaken = await ports.faults.set(faultOf(fault, state.settings.slowness));
    set(isTaken ? { fault, isFaultRefused: false } : { isFaultRefused: true });
  };
  const checkReach = async (): Promise<void> => {
    set({ reach: 'checking' });
    set({ reach: (await ports.isReachable()) ? 'reachable' : 'unreachable' });
  };

  store.subscribe((change) => {
    const open = state.view.kind === 'compose' ? state.view.draftId : undefined;
    if (change.kind === 'sent' && open !== undefined && store.draft(open) === undefined)
      show({ kind: 'sent', mailId: change.mail.id, isJustSent: true });
    if (change.kind === 'draft' && change.next.id === open && state.problem !== undefined)
      set({ problem: sendProblem(change.next) === undefined ? undefined : state.problem });
  });

  return {
    state: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    store,
    newMail,
    openDraft,
    openFolder,
    openPane,
    closePane,
    setFault,
    currentDraft,
    readSent: (mailId: string) => {
      set({ view: { kind: 'sent', mailId } });
    },
    /** What the person changes in the open draft; saved by itself a moment later. */
    edit: (change: (draft: PlaygroundDraft) => PlaygroundDraft) => {
      const draft = currentDraft();
      if (draft === undefined) return;
      store.updateDraft(draft.id, 'user', change);
      clearTimeout(autosave);
      autosave = setTimeout(() => {
        const now = store.draft(draft.id);
        if (now !== undefined && hasContent(now)) store.updateDraft(draft.id, 'user', markSaved);
      }, AUTOSAVE_MS);
    },
    saveDraft: () => {
      const draft = currentDraft();
      if (draft !== undefined) store.updateDraft(draft.id, 'user', markSaved);
    },
    discard: () => {
      clearTimeout(autosave);
      const draft = currentDraft();
      if (draft !== undefined) store.removeDraft(draft.id);
      show({ kind: 'drafts' });
    },
    pressSend: () => {
      const draft = currentDraft();
      if (draft === undefined) return;
      const problem = sendProblem(draft);
      set({ problem });
      if (problem === undefined) state.host?.pressSend();
    },
    choose: (choice: SendChoice) => {
      state.host?.chooseInDialog(choice);
    },
    retryReach: async () => {
      await checkReach();
      if (state.reach === 'reachable') restartHost();
    },
    changeSettings: (change: Partial<Settings>) => {
      const settings = { ...state.settings, ...change };
      ports.keepSettings(settings);
      set({ settings });
      if (change.language !== undefined) set({ manifest: ports.manifestIn(LOCALES[change.language]) });
      if (change.theme !== undefined) state.host?.setTheme(OFFICE_THEMES[change.theme]);
      if (change.latency !== undefined) state.host?.controls.setLatency(change.latency);
      if (change.slowness !== undefined && state.fault === 'slow') void setFault('slow');
      if (change.language !== undefined || change.profile !== undefined) restartHost();
    },
    openScene: async (scene: Scene) => {
      leaveDraft();
      const wanted = scene.fault ?? 'fine';
      if (wanted !== state.fault) await setFault(wanted);
      const opened = openScene(scene, store);
      show(
        opened.kind === 'sent'
          ? { kind: 'sent', mailId: opened.mail.id }
          : { kind: 'compose', draftId: opened.draft.id },
      );
    },
    /** First look at the surroundings: what the edge was told before, and whether the add-in can be reached. */
    begin: async () => {
      const [fault] = await Promise.all([ports.faults.read(), checkReach()]);
      if (fault !== undefined) set({ fault: modeOf(fault) });
    },
  };
}

function markSaved(draft: PlaygroundDraft): PlaygroundDraft {
  return draft.isSaved ? draft : { ...draft, isSaved: true };
}
