import type { MailIdentity, MailStore, PlaygroundDraft } from '../model/types.ts';
import { appContext, initialData } from './app-context.ts';
import type { CallControls } from './call-controls.ts';
import { MAILBOX_CALLS } from './calls/mailbox-calls.ts';
import { failed } from './calls/mailbox-call.ts';
import type { CallContext } from './calls/mailbox-call.ts';
import {
  COMMON_CALL,
  accessTokenRefused,
  commonDone,
  commonFailed,
  parseCompletion,
} from './common-calls.ts';
import type { CommandCompletion } from './common-calls.ts';
import type { Dialogs } from './dialogs.ts';
import type { FrameLink } from './frame-link.ts';
import { DIALOG_MESSAGE, KNOWN_EVENTS } from './item-events.ts';
import type { HostWindow, OfficeHostOptions } from './types.ts';
import { isRecord, parseCommonCall, parseMailboxCall } from './wire.ts';
import type { MethodCall, WireRequest } from './wire.ts';

/** What the frames of one compose window share. */
export interface FrameService {
  readonly options: Pick<OfficeHostOptions, 'manifest' | 'profile' | 'locale'>;
  readonly store: MailStore;
  readonly user: MailIdentity;
  readonly window: HostWindow;
  readonly controls: CallControls;
  readonly dialogs: Dialogs;
  readonly draft: () => PlaygroundDraft | undefined;
  readonly initializationContext: (link: FrameLink) => string;
  readonly onCompletion: (completion: CommandCompletion) => void;
  readonly onRegistered: (link: FrameLink, eventName: string) => void;
}

/** Tells the host that the add-in's keyboard focus goes out of the pane. */
const LEAVING: Readonly<Record<number, 'forward' | 'backward' | 'escape'>> = {
  13: 'forward',
  14: 'backward',
  15: 'escape',
  17: 'forward',
  18: 'backward',
  5: 'forward',
  6: 'backward',
};

/** Answers one request of one frame. */
export function serveRequest(service: FrameService, link: FrameLink, request: WireRequest): void {
  if (request.kind !== 'invoke') {
    serveRegistration(service, link, request);
    return;
  }
  switch (request.action) {
    case 'ContextActivationManager_getAppContextAsync':
      link.restart();
      link.answer(request, appContextOf(service, link));
      return;
    case 'ContextActivationManager_notifyHost':
      record(service, link, request);
      link.answer(request, {});
      serveNotice(service, request.data);
      return;
    case 'GetInitialData':
      record(service, link, request);
      link.answer(request, service.draft() === undefined ? null : initialDataOf(service));
      return;
    case 'ExecuteMethod':
      serveMailboxCall(service, link, request);
      return;
    case 'executeMethod':
      serveCommonCall(service, link, request);
      return;
    default:
      unhandled(service, link, request);
  }
}

export function initialDataOf({ user, options }: FrameService): Readonly<Record<string, unknown>> {
  return initialData({ user, profile: options.profile, manifest: options.manifest });
}

function appContextOf(service: FrameService, link: FrameLink): Readonly<Record<string, unknown>> {
  const { roamingSettings } = service.store.state();
  return appContext({ ...service.options, controlId: link.controlId, roamingSettings });
}

function serveRegistration(service: FrameService, link: FrameLink, request: WireRequest): void {
  const { action, kind, data } = request;
  record(service, link, request);
  if (!KNOWN_EVENTS.includes(action)) unhandled(service, link, request);
  if (kind === 'unregister') {
    link.unregister(action);
    if (action === DIALOG_MESSAGE) service.dialogs.closeByAddin();
    link.answer(request, { Error: 0 });
    return;
  }
  link.register(request);
  const targetId = isRecord(data) ? data['targetId'] : undefined;
  const isRefused = action === DIALOG_MESSAGE && !service.dialogs.open(link, targetId);
  link.answer(request, { Error: isRefused ? 12002 : 0 });
  service.onRegistered(link, action);
}

function serveNotice({ window }: FrameService, data: unknown): void {
  const direction = Array.isArray(data) ? LEAVING[Number(data[1])] : undefined;
  if (direction !== undefined) window.leavePane?.(direction);
}

function serveMailboxCall(service: FrameService, link: FrameLink, request: WireRequest): void {
  const call = parseMailboxCall(request.data);
  const serve = call === undefined ? undefined : MAILBOX_CALLS[call.dispatchId];
  const draft = service.draft();
  if (call === undefined || serve === undefined) {
    unhandled(service, link, request);
    link.answer(request, failed(5000));
    return;
  }
  record(service, link, request);
  const endCall = service.controls.beginCall(link);
  answerInTime(service, call, () => {
    endCall();
    const failure = service.controls.takeFailure(call.dispatchId);
    // A draft that was sent or switched away while the call was under way.
    const current = service.draft();
    if (failure !== undefined) return link.answer(request, failed(failure));
    if (draft === undefined || current?.id !== draft.id) return link.answer(request, failed(9030));
    const answer = serve(callContext({ service, link, call, draft: current }));
    if (answer !== undefined) link.answer(request, answer);
  });
}

function callContext(parts: {
  readonly service: FrameService;
  readonly link: FrameLink;
  readonly call: MethodCall;
  readonly draft: PlaygroundDraft;
}): CallContext {
  const { service, link, call, draft } = parts;
  return {
    draft,
    store: service.store,
    update: (change) => service.store.updateDraft(draft.id, 'addin', change),
    params: isRecord(call.params) ? call.params : {},
    rawParams: call.params,
    profile: service.options.profile,
    user: service.user,
    initializationContext: service.initializationContext(link),
    window: service.window,
  };
}

function serveCommonCall(service: FrameService, link: FrameLink, request: WireRequest): void {
  const call = parseCommonCall(request.data);
  if (call === undefined) {
    unhandled(service, link, request);
    return;
  }
  record(service, link, request);
  answerInTime(service, call, () => {
    const failure = service.controls.takeFailure(call.dispatchId);
    const answer = failure === undefined ? commonAnswer(service, call) : commonFailed(failure);
    if (answer === undefined) unhandled(service, link, request);
    link.answer(request, answer ?? commonFailed(5000));
  });
}

function commonAnswer(
  service: FrameService,
  call: MethodCall,
): Readonly<Record<string, unknown>> | undefined {
  switch (call.dispatchId) {
    case COMMON_CALL.completeCommand: {
      const completion = parseCompletion(call.params);
      if (completion !== undefined) service.onCompletion(completion);
      return completion === undefined ? undefined : commonDone();
    }
    case COMMON_CALL.closeContainer:
      service.window.closePane?.();
      return commonDone();
    case COMMON_CALL.getAccessToken:
      return accessTokenRefused();
    case COMMON_CALL.messageParent:
      service.dialogs.messageParent(call.params);
      return commonDone();
    case COMMON_CALL.messageChild:
      service.dialogs.messageChild(call.params);
      return commonDone();
    default:
      return undefined;
  }
}

/** Silence and latency asked for by a test or the drawer. Calls of one frame keep their order: one delay for all. */
function answerInTime({ controls }: FrameService, { dispatchId }: MethodCall, answer: () => void): void {
  if (controls.isSilent(dispatchId)) return;
  const latency = controls.latency();
  if (latency === 0) answer();
  else setTimeout(answer, latency);
}

function record({ controls }: FrameService, link: FrameLink, { action, data }: WireRequest): void {
  const call = parseMailboxCall(data) ?? parseCommonCall(data);
  const id = call === undefined ? {} : { dispatchId: call.dispatchId };
  controls.record({ direction: 'in', frame: link.kind, action, data, ...id });
}

function unhandled({ controls }: FrameService, link: FrameLink, { action, data }: WireRequest): void {
  controls.recordUnhandled({ direction: 'in', frame: link.kind, action, data });
}
