import type { FrameKind, LoggedMessage } from './types.ts';
import { formatAnswer, formatEvent, formatNotification, parseRequest } from './wire.ts';
import type { WireRequest } from './wire.ts';

export interface FrameLinkOptions {
  readonly kind: FrameKind;
  readonly frame: HTMLIFrameElement;
  readonly url: string;
  readonly locale: string;
  readonly controlId: string;
  readonly record: (message: Omit<LoggedMessage, 'at'>) => void;
}

/** The host's end of the line to one add-in frame. */
export interface FrameLink {
  readonly kind: FrameKind;
  readonly frame: HTMLIFrameElement;
  readonly controlId: string;
  readonly origin: string;
  /** The request in this message, if it comes from this frame's own document and origin. */
  readonly requestOf: (event: MessageEvent) => WireRequest | undefined;
  readonly hasSpoken: () => boolean;
  readonly answer: (request: WireRequest, data: unknown) => void;
  readonly register: (request: WireRequest) => void;
  readonly unregister: (action: string) => void;
  readonly isRegistered: (eventName: string) => boolean;
  /** Forgets what an earlier document of the frame had registered (reload). */
  readonly restart: () => void;
  /** False when nobody in the frame listens. */
  readonly raise: (eventName: string, data: unknown) => boolean;
  readonly notify: (actionId: number) => void;
}

let lastConversation = 0;

/** Names the frame for office.js, points it at its page and returns the line to it. */
export function linkFrame(options: FrameLinkOptions): FrameLink {
  const { kind, frame, controlId, record } = options;
  const origin = new URL(options.url, location.href).origin;
  const conversationId = `conversation-${(lastConversation += 1)}-${Date.now()}`;
  const registrations = new Map<string, number>();
  let hasSpoken = false;

  // A frame that is in the page already loses a name given to it when its page opens in another agent cluster
  // (Origin-Agent-Cluster): it has to begin with its name.
  const { parentNode, nextSibling } = frame;
  frame.remove();
  frame.name = frameName({ conversationId, controlId, locale: options.locale, isDialog: kind === 'dialog' });
  frame.src = options.url;
  parentNode?.insertBefore(frame, nextSibling);

  const post = (text: string): void => frame.contentWindow?.postMessage(text, origin);

  return {
    kind,
    frame,
    controlId,
    origin,
    hasSpoken: () => hasSpoken,
    requestOf: (event) => {
      if (event.source !== frame.contentWindow || event.origin !== origin) return undefined;
      const request = parseRequest(event.data);
      if (request?.conversationId !== conversationId) return undefined;
      hasSpoken = true;
      return request;
    },
    answer: ({ action, correlationId }, data) => {
      record({ direction: 'out', frame: kind, action, data });
      post(formatAnswer({ action, conversationId, correlationId, origin: location.origin, data }));
    },
    register: ({ action, correlationId }) => registrations.set(action, correlationId),
    unregister: (action) => registrations.delete(action),
    isRegistered: (eventName) => registrations.has(eventName),
    restart: () => registrations.clear(),
    raise: (action, data) => {
      const correlationId = registrations.get(action);
      if (correlationId === undefined) return false;
      record({ direction: 'out', frame: kind, action, data });
      post(formatEvent({ action, conversationId, correlationId, origin: location.origin, data }));
      return true;
    },
    notify: (actionId) => post(formatNotification(conversationId, location.origin, [actionId])),
  };
}

interface FrameAddress {
  readonly conversationId: string;
  readonly controlId: string;
  readonly locale: string;
  readonly isDialog: boolean;
}

/** office.js reads host and channel from the frame's name, set before the page loads. */
function frameName({ conversationId, controlId, locale, isDialog }: FrameAddress): string {
  const hostInfo = [
    'Outlook',
    'Web',
    '16.01',
    locale,
    'telemetry',
    isDialog ? 'isDialog' : '',
    'disableLogging',
    '',
  ];
  return JSON.stringify({
    baseFrameName: conversationId,
    hostInfo: hostInfo.join('$'),
    xdmInfo: [conversationId, controlId, location.origin].join('|'),
    serializerVersion: 1,
    flights: '[]',
  });
}
