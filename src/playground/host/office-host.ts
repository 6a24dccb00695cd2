import type { PlaygroundDraft, StoreChange } from '../model/types.ts';
import { createCallControls } from './call-controls.ts';
import { notificationNumber } from './calls/notification-calls.ts';
import { createDialogs } from './dialogs.ts';
import { linkFrame } from './frame-link.ts';
import type { FrameLink } from './frame-link.ts';
import { initialDataOf, serveRequest } from './frame-service.ts';
import type { FrameService } from './frame-service.ts';
import { INFOBAR_CLICKED, ITEM_CHANGED, THEME_CHANGED, itemEvents, themeData } from './item-events.ts';
import { createLaunchRuntime } from './launch-runtime.ts';
import { createSendSession } from './send-session.ts';
import type { FrameKind, HostTimings, OfficeHost, OfficeHostOptions } from './types.ts';

const REAL_TIMINGS: HostTimings = { waitDialogMs: 5000, sendTimeoutMs: 300_000, bootTimeoutMs: 15_000 };
const DISMISS = 1;
const FOCUS_FIRST = 11;
const FOCUS_LAST = 12;

let lastControl = 0;

/** The Outlook side of one compose window, for the unmodified office.js in the frames it is given. */
export function createOfficeHost(options: OfficeHostOptions): OfficeHost {
  const { store, manifest, profile } = options;
  const timings = { ...REAL_TIMINGS, ...options.timings };
  const hostWindow = options.window ?? {};
  const controls = createCallControls();
  const links = new Set<FrameLink>();
  let draftId: string | undefined = options.draftId;
  let theme = options.theme;
  let pane: FrameLink | undefined;
  let paneContext = '';
  let isFollowing = false;

  const draft = (): PlaygroundDraft | undefined => (draftId === undefined ? undefined : store.draft(draftId));

  const link = (kind: FrameKind, frame: HTMLIFrameElement, url: string): FrameLink => {
    const controlId = `${kind}-${(lastControl += 1)}`;
    const made = linkFrame({ kind, frame, url, locale: options.locale, controlId, record: controls.record });
    links.add(made);
    return made;
  };

  const hiddenFrame = (): HTMLIFrameElement => {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.title = manifest.displayName;
    return frame;
  };

  const close = (closing: FrameLink): void => {
    links.delete(closing);
    closing.frame.remove();
  };

  const dialogs = createDialogs({
    open: (request) => {
      const frame = hostWindow.openDialog?.(request) ?? document.createElement('iframe');
      const made = link('dialog', frame, request.url);
      if (!frame.isConnected) document.body.append(frame);
      return made;
    },
    close: (closing) => {
      close(closing);
      hostWindow.closeDialog?.();
    },
  });

  const runtime = createLaunchRuntime({
    manifest,
    profile,
    classicRuntimeUrl: options.classicRuntimeUrl ?? '/classic-runtime.html',
    bootTimeoutMs: timings.bootTimeoutMs,
    openFrame: (url) => {
      const frame = hiddenFrame();
      const made = link('event', frame, url);
      document.body.append(frame);
      return made;
    },
    closeFrame: close,
  });

  const service: FrameService = {
    options,
    store,
    user: options.user,
    window: hostWindow,
    controls,
    dialogs,
    draft,
    initializationContext: (asking) => (asking === pane ? paneContext : ''),
    onCompletion: runtime.complete,
    // The npm runtime has no Office.context.officeTheme: a pane hears of the colours when it begins to listen.
    onRegistered: (asking, eventName) => {
      if (eventName === THEME_CHANGED) asking.raise(THEME_CHANGED, themeData(theme));
    },
  };

  const send = createSendSession({
    rules: {
      sendMode: manifest.launchEvents.find(({ name }) => name === 'OnMessageSend')?.sendMode ?? 'SoftBlock',
      smartAlerts: profile.smartAlerts,
    },
    timings,
    raise: () => runtime.raise('OnMessageSend', {}),
    send: () => {
      if (draftId !== undefined) store.send(draftId);
    },
    endRuntime: runtime.end,
    openPane: (request) => hostWindow.openPane?.(request),
  });

  const onMessage = (event: MessageEvent): void => {
    for (const each of links) {
      const request = each.requestOf(event);
      if (request !== undefined) serveRequest(service, each, request);
    }
  };

  const onChange = (change: StoreChange): void => {
    if (change.kind !== 'draft' || change.next.id !== draftId || !isFollowing) return;
    for (const { pane: heard, launch } of itemEvents(change.previous, change.next)) {
      if (heard !== undefined) pane?.raise(heard.name, heard.data);
      void runtime.raise(launch.name, launch.payload);
    }
  };

  const raiseCompose = (): void => {
    const isNew = draft()?.isSaved === false;
    void runtime.raise('OnMessageCompose', {});
    if (isNew) void runtime.raise('OnNewMessageCompose', {});
  };

  const dropNotification = (key: string): void => {
    if (draftId === undefined) return;
    store.updateDraft(draftId, 'user', (current) => {
      const notifications = current.notifications.filter((each) => each.key !== key);
      return notifications.length === current.notifications.length ? current : { ...current, notifications };
    });
  };

  const unmountPane = (): void => {
    if (pane !== undefined) links.delete(pane);
    pane = undefined;
    dialogs.closeByAddin();
  };

  window.addEventListener('message', onMessage);
  const unsubscribe = store.subscribe(onChange);

  return {
    mountPane: (frame, { commandId, context = '' } = {}) => {
      unmountPane();
      const command = manifest.commands.find((each) => each.commandId === commandId) ?? manifest.commands[0];
      if (command === undefined) throw new Error('The manifest has no command that opens a pane.');
      paneContext = context;
      pane = link('pane', frame, command.paneUrl);
    },
    unmountPane,
    focusPane: (direction = 'forward') => {
      pane?.frame.focus();
      pane?.notify(direction === 'forward' ? FOCUS_FIRST : FOCUS_LAST);
    },
    start: () => {
      isFollowing = true;
      raiseCompose();
    },
    raiseLaunchEvent: (name, payload = {}) => runtime.raise(name, payload),
    switchItem: (nextId) => {
      draftId = nextId;
      runtime.end();
      pane?.raise(ITEM_CHANGED, draft() === undefined ? '' : initialDataOf(service));
      if (draft() !== undefined && isFollowing) raiseCompose();
    },
    setTheme: (next) => {
      theme = next;
      pane?.raise(THEME_CHANGED, themeData(next));
    },
    pressNotification: (key) => {
      const action = draft()?.notifications.find((each) => each.key === key)?.action;
      if (action === undefined) return;
      hostWindow.openPane?.({ commandId: action.commandId, contextData: action.contextData });
    },
    dismissNotification: (key) => {
      const notification = draft()?.notifications.find((each) => each.key === key);
      dropNotification(key);
      if (notification === undefined) return;
      const infobarType = notificationNumber(notification.kind);
      pane?.raise(INFOBAR_CLICKED, [{ actionType: DISMISS, infobarType }]);
    },
    closeDialog: dialogs.closeByUser,
    pressSend: send.press,
    chooseInDialog: send.choose,
    sendState: send.state,
    onSendState: send.subscribe,
    controls: { ...controls, faults: send.faults, launches: runtime.records },
    dispose: () => {
      window.removeEventListener('message', onMessage);
      unsubscribe();
      send.dispose();
      unmountPane();
      runtime.end();
    },
  };
}
