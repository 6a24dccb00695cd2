import { useMemo, useState } from 'react';
import { scanDraft } from '../domain/detection/scan.ts';
import type { DraftAttachment } from '../domain/draft.ts';
import type { Finding } from '../domain/finding.ts';
import { addressesToLookUp } from '../domain/recipient-facts.ts';
import { MEMORY } from '../outlook/ports.ts';
import type { ComposeItem, OutlookClient } from '../outlook/ports.ts';
import type { Api } from './api.ts';
import type { ClassificationStore } from './classification-store.ts';
import type { DraftWatch, WatchedDraft } from './draft-watch.ts';
import type { FileStore } from './reading/file-store.ts';
import { judgeDraft } from './judge.ts';
import type { Judgement } from './judge.ts';
import type { Wording } from './text/pane-text.ts';
import { useClassifications } from './use-classifications.ts';
import { useDraft } from './use-draft.ts';
import { useFiles } from './use-files.ts';
import { useStamps } from './use-stamps.ts';
import { usePolicy } from './use-policy.ts';
import type { KnownPolicy } from './use-policy.ts';
import { heldFrom, NOTHING_HELD, paneView } from './view-model.ts';
import type { HeldView } from './view-model.ts';
import type { PaneView } from './view-types.ts';

/** What the pane stands on; `index.tsx` joins the real ones, tests the fakes. */
export interface PanePorts {
  readonly client: OutlookClient;
  readonly api: Api;
  readonly watch: DraftWatch;
  readonly store: ClassificationStore;
  readonly files: FileStore;
}

export interface Pane {
  readonly watched: WatchedDraft['kind'];
  readonly item: ComposeItem | undefined;
  readonly judgement: Judgement | undefined;
  readonly view: PaneView | undefined;
  readonly policy: KnownPolicy;
}

const NO_ADDRESSES: readonly string[] = [];
const NO_ATTACHMENTS: readonly DraftAttachment[] = [];
const NO_FINDINGS: readonly Finding[] = [];

/** Draft, policy and answers of the service, joined to what the pane shows. */
export function usePane({ client, api, watch, store, files }: PanePorts, wording: Wording): Pane {
  const policy = usePolicy(api, client);
  const watched = useDraft(watch);
  const read = watched.kind === 'read' ? watched : undefined;
  const draft = read?.draft;
  const choices = read?.choices;
  const addresses = useMemo(() => (draft === undefined ? NO_ADDRESSES : addressesToLookUp(draft)), [draft]);
  const answers = useClassifications(store, addresses);
  const findings = useFindings(draft, policy);
  const states = useFiles(files, read?.item, draft?.attachments ?? NO_ATTACHMENTS);
  useStamps(read, states, policy);
  const judgement = useMemo(() => {
    if (draft === undefined) return undefined;
    const { known, pending, isServiceReachable } = answers;
    const { policy: rules } = policy;
    return judgeDraft({
      draft,
      choices,
      findings,
      files: states,
      policy: rules,
      answers: known,
      pending,
      isServiceReachable,
    });
  }, [draft, choices, findings, states, policy, answers]);
  const lastMailbox = client.remembered(MEMORY.mailbox);
  const make = (held: HeldView): PaneView | undefined =>
    draft === undefined || judgement === undefined
      ? undefined
      : paneView({ draft, judgement, findings, lastMailbox, held, wording });
  return { watched: watched.kind, item: read?.item, judgement, view: useHeldView(make), policy };
}

function useFindings(
  draft: Parameters<typeof scanDraft>[0] | undefined,
  { policy }: KnownPolicy,
): readonly Finding[] {
  const { types } = policy.detection;
  const { subject, bodyHtml, attachments } = draft ?? {};
  return useMemo(
    () =>
      subject === undefined || bodyHtml === undefined || attachments === undefined
        ? NO_FINDINGS
        : scanDraft({ subject, bodyHtml, attachments }, types),
    [subject, bodyHtml, attachments, types],
  );
}

/** Remembers what stood there when look-ups were last done, so that nothing jumps while the next ones run. */
function useHeldView(make: (held: HeldView) => PaneView | undefined): PaneView | undefined {
  const [held, setHeld] = useState(NOTHING_HELD);
  const view = make(held);
  if (view?.isSettled === true) {
    const next = heldFrom(view);
    if (JSON.stringify(next) !== JSON.stringify(held)) setHeld(next);
  }
  return view;
}
