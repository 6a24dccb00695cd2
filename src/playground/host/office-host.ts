import type { PlaygroundDraft, StoreChange } from '../model/types.ts';
import { createCallControls } from './call-controls.ts';
import { createDialogs } from './dialogs.ts';
import type { FrameLink } from './frame-link.ts';
import { initialDataOf, serveRequest } from './frame-service.ts';
import type { FrameService } from './frame-service.ts';
import { createFrames } from './frames.ts';
import type { Frames } from './frames.ts';
import { INFOBAR_CLICKED, ITEM_CHANGED, THEME_CHANGED, itemEvents, themeData } from './item-events.ts';
import { createLaunchRuntime } from './launch-runtime.ts';
import type { LaunchRuntime } from './launch-runtime.ts';
import { actionOf, dismiss } from './notifications.ts';
import { createSendSession } from './send-session.ts';
import type { SendSession } from './send-session.ts';
import type { HostTimings, OfficeHost, OfficeHostOptions, OfficeThemeColours } from './types.ts';

/** Outlook's own: five seconds, five minutes. */
const REAL_TIMINGS: HostTimings = { waitDialogMs: 5000, sendTimeoutMs: 300_000, bootTimeoutMs: 15_000 };
const FOCUS_FIRST = 11;
const FOCUS_LAST = 12;

/** What changes while the compose window is open. */
interface WindowState {
  draftId: string | undefined;
  theme: OfficeThemeColours;
  pane: FrameLink | undefined;
  paneContext: string;
  /** Events are raised from `start` on. */
  isFollowing: boolean;
}

interface Parts {
  readonly options: OfficeHostOptions;
  readonly state: WindowState;
  readonly service: FrameService;
  readonly frames: Frames;
  readonly runtime: LaunchRuntime;
  readonly send: SendSession;
}

/** The Outlook side of one compose window, for the unmodified office.js in the frames it is given. */
export function createOfficeHost(options: OfficeHostOptions): OfficeHost {
  const parts = joinParts(options);
  const { state, service, frames, runtime, send } = parts;
  const unsubscribe = options.store.subscribe((change) => follow(parts, change));
  return {
    mountPane: (frame, request = {}) => mountPane(parts, frame, request),
    unmountPane: () => unmountPane(parts),
    focusPane: (direction = 'forward') => {
      state.pane?.frame.focus();
      state.pane?.notify(direction === 'forward' ? FOCUS_FIRST : FOCUS_LAST);
    },
    start: () => {
      state.isFollowing = true;
      raiseCompose(parts);
    },
    raiseLaunchEvent: (name, payload = {}) => runtime.raise(name, payload),
    switchItem: (draftId) => switchItem(parts, draftId),
    setTheme: (theme) => {
      state.theme = theme;
      frames.raise(THEME_CHANGED, themeData(theme));
    },
    pressNotification: (key) => {
      const action = actionOf(service.draft(), key);
      if (action !== undefined) service.window.openPane?.(action);
    },
    dismissNotification: (key) => {
      const clicked = dismiss(options.store, service.draft(), key);
      if (clicked !== undefined) frames.raise(INFOBAR_CLICKED, clicked);
    },
    closeDialog: service.dialogs.closeByUser,
    pressSend: send.press,
    chooseInDialog: send.choose,
    sendState: send.state,
    onSendState: send.subscribe,
    controls: {
      ...service.controls,
      faults: () => [...send.faults(), ...runtime.faults()],
      launches: runtime.records,
    },
    dispose: () => {
      unsubscribe();
      send.dispose();
      unmountPane(parts);
      runtime.end();
      frames.dispose();
    },
  };
}

function joinParts(options: OfficeHostOptions): Parts {
  const { store, manifest, profile, draftId, theme } = options;
  const timings = { ...REAL_TIMINGS, ...options.timings };
  const hostWindow = options.window ?? {};
  const controls = createCallControls();
  const state: WindowState = { draftId, theme, pane: undefined, paneContext: '', isFollowing: false };
  const frames = createFrames({
    locale: options.locale,
    title: manifest.displayName,
    controls,
    serve: (link, request) => serveRequest(service, link, request),
  });
  const dialogs = createDialogs({
    open: (request) => {
      const frame = hostWindow.openDialog?.(request) ?? document.createElement('iframe');
      const link = frames.link('dialog', frame, request.url);
      if (!frame.isConnected) document.body.append(frame);
      return link;
    },
    close: (link) => {
      frames.close(link);
      hostWindow.closeDialog?.();
    },
  });
  const runtime = createLaunchRuntime({
    manifest,
    profile,
    classicRuntimeUrl: options.classicRuntimeUrl ?? '/classic-runtime.html',
    bootTimeoutMs: timings.bootTimeoutMs,
    openFrame: frames.openHidden,
    closeFrame: frames.close,
  });
  const service: FrameService = {
    options,
    store,
    user: options.user,
    window: hostWindow,
    controls,
    dialogs,
    draft: () => draftOf(options, state),
    initializationContext: (link) => (link === state.pane ? state.paneContext : ''),
    onCompletion: runtime.complete,
    // The npm runtime has no Office.context.officeTheme: a frame hears of the colours when it begins to listen.
    onRegistered: (link, eventName) => {
      if (eventName === THEME_CHANGED) link.raise(THEME_CHANGED, themeData(state.theme));
    },
  };
  const sendMode =
    manifest.launchEvents.find(({ name }) => name === 'OnMessageSend')?.sendMode ?? 'SoftBlock';
  const send = createSendSession({
    rules: { sendMode, smartAlerts: profile.smartAlerts },
    timings,
    raise: () => runtime.raise('OnMessageSend', {}),
    send: () => {
      if (state.draftId !== undefined) store.send(state.draftId);
    },
    endRuntime: runtime.end,
    openPane: (request) => hostWindow.openPane?.(request),
  });
  return { options, state, service, frames, runtime, send };
}

function draftOf({ store }: OfficeHostOptions, { draftId }: WindowState): PlaygroundDraft | undefined {
  return draftId === undefined ? undefined : store.draft(draftId);
}

function follow({ state, frames, runtime }: Parts, change: StoreChange): void {
  if (change.kind !== 'draft' || change.next.id !== state.draftId || !state.isFollowing) return;
  for (const { pane, launch } of itemEvents(change.previous, change.next)) {
    if (pane !== undefined) frames.raise(pane.name, pane.data);
    void runtime.raise(launch.name, launch.payload);
  }
}

/** OnMessageCompose is for every draft that is opened, OnNewMessageCompose for new ones. */
function raiseCompose({ service, runtime }: Parts): void {
  void runtime.raise('OnMessageCompose', {});
  if (service.draft()?.isSaved === false) void runtime.raise('OnNewMessageCompose', {});
}

function mountPane(
  parts: Parts,
  frame: HTMLIFrameElement,
  { commandId, context = '' }: { readonly commandId?: string; readonly context?: string },
): void {
  const { state, frames, options } = parts;
  const { commands } = options.manifest;
  unmountPane(parts);
  const command = commands.find((each) => each.commandId === commandId) ?? commands[0];
  if (command === undefined) throw new Error('The manifest has no command that opens a pane.');
  state.paneContext = context;
  state.pane = frames.link('pane', frame, command.paneUrl);
}

function unmountPane({ state, frames, service }: Parts): void {
  if (state.pane === undefined) return;
  frames.forget(state.pane);
  state.pane = undefined;
  service.dialogs.closeByAddin();
}

function switchItem(parts: Parts, draftId: string | undefined): void {
  const { state, service, frames, runtime } = parts;
  state.draftId = draftId;
  // Event handlers belong to the draft for which they were raised.
  runtime.end();
  const hasItem = service.draft() !== undefined;
  frames.raise(ITEM_CHANGED, hasItem ? initialDataOf(service) : '');
  if (hasItem && state.isFollowing) raiseCompose(parts);
}
