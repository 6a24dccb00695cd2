import type { NotificationAction, NotificationKind, PlaygroundNotification } from '../../model/types.ts';
import { isRecord } from '../wire.ts';
import { OFFICE_ERROR, done, failed, textParam } from './mailbox-call.ts';
import type { CallParams, CallTable } from './mailbox-call.ts';

const MAX_NOTIFICATIONS = 5;

/** They go out as numbers and come back as words. */
const KINDS: readonly NotificationKind[] = [
  'informationalMessage',
  'progressIndicator',
  'errorMessage',
  'insightMessage',
];

export const NOTIFICATION_CALLS: CallTable = {
  33: ({ draft, params, update }) => {
    const added = readNotification(params);
    if (added === undefined) return failed(OFFICE_ERROR.invalidParameter);
    const { notifications } = draft;
    if (notifications.some(({ key }) => key === added.key)) return failed(OFFICE_ERROR.duplicateNotification);
    const isSecondInsight = added.kind === 'insightMessage' && notifications.some(isInsight);
    if (notifications.length >= MAX_NOTIFICATIONS || isSecondInsight)
      return failed(OFFICE_ERROR.tooManyNotifications);
    update((current) => ({ ...current, notifications: [...current.notifications, added] }));
    return done();
  },
  34: ({ draft }) => done(draft.notifications.map(wireNotification)),
  35: ({ draft, params, update }) => {
    const next = readNotification(params);
    if (next === undefined) return failed(OFFICE_ERROR.invalidParameter);
    if (!draft.notifications.some(({ key }) => key === next.key))
      return failed(OFFICE_ERROR.notificationMissing);
    update((current) => ({
      ...current,
      notifications: current.notifications.map((each) => (each.key === next.key ? next : each)),
    }));
    return done();
  },
  36: ({ draft, params, update }) => {
    const kept = draft.notifications.filter(({ key }) => key !== params['key']);
    if (kept.length === draft.notifications.length) return failed(OFFICE_ERROR.notificationMissing);
    update((current) => ({ ...current, notifications: kept }));
    return done();
  },
};

/** InfobarClicked counts kinds as the wire does. */
export function notificationNumber(kind: NotificationKind): number {
  return KINDS.indexOf(kind);
}

function isInsight({ kind }: PlaygroundNotification): boolean {
  return kind === 'insightMessage';
}

function readNotification(params: CallParams): PlaygroundNotification | undefined {
  const kind = KINDS[Number(params['type'])];
  const key = textParam(params, 'key');
  if (kind === undefined || key === '') return undefined;
  const icon = textParam(params, 'icon');
  const action = readAction(params['actions']);
  return {
    key,
    kind,
    message: textParam(params, 'message'),
    isPersistent: params['persistent'] === true,
    ...(icon === '' ? {} : { icon }),
    ...(action === undefined ? {} : { action }),
  };
}

function readAction(actions: unknown): NotificationAction | undefined {
  const action: unknown = Array.isArray(actions) ? actions[0] : undefined;
  if (!isRecord(action)) return undefined;
  const context = action['contextData'];
  return {
    actionText: textParam(action, 'actionText'),
    commandId: textParam(action, 'commandId'),
    contextData: typeof context === 'string' ? context : JSON.stringify(context ?? ''),
  };
}

function wireNotification(notification: PlaygroundNotification): Readonly<Record<string, unknown>> {
  const { key, kind, message, icon, isPersistent, action } = notification;
  return {
    key,
    type: kind,
    message,
    ...(icon === undefined ? {} : { icon }),
    persistent: isPersistent,
    ...(action === undefined ? {} : { actions: [{ actionType: 'showTaskPane', ...action }] }),
  };
}
