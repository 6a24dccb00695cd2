import { useEffect } from 'react';
import type { FileStates } from '../domain/attachment.ts';
import { attachmentsToRead } from '../domain/detection/scan.ts';
import { attachmentKey } from '../domain/draft.ts';
import { stampFile } from '../domain/file-stamp.ts';
import type { FileStamp } from '../domain/file-stamp.ts';
import { wantedBy } from '../domain/finding.ts';
import { formatState, parseState } from '../domain/state-header.ts';
import type { DraftState } from '../domain/state-header.ts';
import type { WatchedDraft } from './draft-watch.ts';
import type { KnownPolicy } from './use-policy.ts';

/** Longer than the watch takes to see what was written. */
const AGAIN_MS = 3000;

type ReadDraft = Extract<WatchedDraft, { readonly kind: 'read' }>;

/** Keeps in the draft's header what the pane saw in its files: the check at Send cannot read them (7-personal-data). */
export function useStamps(read: ReadDraft | undefined, states: FileStates, { policy }: KnownPolicy): void {
  const wanted = read === undefined ? undefined : stampsOf(read, states, policy);
  const next = keptOf(wanted, read?.choices);
  // The word of a mail that leaves stays until the sender does something here, or the next check begins.
  const isKept = read?.isLeaving === true || next === JSON.stringify(read?.stamps);
  const item = read?.item;
  useEffect(() => {
    if (item === undefined || isKept) return;
    const files: readonly FileStamp[] = JSON.parse(next);
    // A header that Outlook does not keep means that the files count as not looked through at Send.
    const write = (): void => void item.writeFiles(files).catch(() => undefined);
    write();
    // What is taken out before it was seen there looks as if nothing had changed.
    const again = setInterval(write, AGAIN_MS);
    return () => clearInterval(again);
  }, [item, next, isKept]);
}

function stampsOf(
  { draft, choices }: ReadDraft,
  states: FileStates,
  policy: KnownPolicy['policy'],
): readonly FileStamp[] {
  return attachmentsToRead(draft).flatMap((attachment) => {
    const key = attachmentKey(attachment);
    const state = states.get(key);
    if (state?.kind !== 'read') return [];
    // All of them: policy may have changed by the time of Send.
    const findings = state.findings.map((finding) => wantedBy(policy, [finding])[0] ?? finding);
    const result = { ...state, findings };
    return [stampFile(key, result, choices?.overrides)];
  });
}

/** The stamps as they come back from the header: those that do not fit stay out of it. */
function keptOf(files: readonly FileStamp[] = [], choices: DraftState['choices']): string {
  const state = { files, ...(choices === undefined ? {} : { choices }) };
  return JSON.stringify(parseState(formatState(state)).files);
}
