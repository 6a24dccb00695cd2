import type { MailStore, NotificationAction, PlaygroundDraft } from '../model/types.ts';
import { notificationNumber } from './calls/notification-calls.ts';

const DISMISS = 1;

/** What the button of this notification opens; undefined when it has none. */
export function actionOf(draft: PlaygroundDraft | undefined, key: string): NotificationAction | undefined {
  return draft?.notifications.find((each) => each.key === key)?.action;
}

/** Takes the notification off the bar as the person does; the payload of InfobarClicked, or undefined if it was not there. */
export function dismiss(
  store: MailStore,
  draft: PlaygroundDraft | undefined,
  key: string,
): readonly object[] | undefined {
  const dismissed = draft?.notifications.find((each) => each.key === key);
  if (draft === undefined || dismissed === undefined) return undefined;
  store.updateDraft(draft.id, 'user', (current) => ({
    ...current,
    notifications: current.notifications.filter((each) => each.key !== key),
  }));
  return [{ actionType: DISMISS, infobarType: notificationNumber(dismissed.kind) }];
}
