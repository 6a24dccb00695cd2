import { useEffect, useRef } from 'react';
import type { Language } from '../domain/policy.ts';
import { noticeFor } from '../domain/text/notice.ts';
import type { ComposeItem, Notice } from '../outlook/ports.ts';
import { namedRecipient } from './judge.ts';
import type { Judgement } from './judge.ts';

/** Keeps Outlook's notification bar in step with the verdict (A1): the same line as with the pane closed. */
export function useNotice(
  item: ComposeItem | undefined,
  judgement: Judgement | undefined,
  language: Language,
): void {
  const notice = judgement === undefined ? undefined : noticeOf(judgement, language);
  const isSettled = judgement !== undefined && judgement.running === 0 && judgement.readingFiles === 0;
  const key = notice === undefined ? '' : JSON.stringify(notice);
  const shown = useRef<{ readonly item: ComposeItem; readonly key: string }>(undefined);
  useEffect(() => {
    if (item === undefined || !isSettled) return;
    if (shown.current?.item === item && shown.current.key === key) return;
    shown.current = { item, key };
    // The pane shows the same in full: a bar that Outlook refuses is no loss.
    (key === '' ? item.clearNotice() : item.showNotice(readNotice(key))).catch(() => undefined);
  }, [item, isSettled, key]);
}

function noticeOf(judgement: Judgement, language: Language): Notice | undefined {
  return noticeFor({
    verdict: judgement.verdict,
    recipients: judgement.judged.map((judged) => namedRecipient(judged, '')),
    language,
  });
}

function readNotice(key: string): Notice {
  const value: Notice = JSON.parse(key);
  return value;
}
