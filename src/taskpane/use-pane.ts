import { useMemo, useState } from 'react';
import type { DraftAttachment } from '../domain/draft.ts';
import { wantedBy } from '../domain/finding.ts';
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

/** Draft, policy and answers of the service, joined to what the pane shows. */
export function usePane({ client, api, watch, store, files: fileStore }: PanePorts, wording: Wording): Pane {
  const policy = usePolicy(api, client);
  const watched = useDraft(watch);
  const read = watched.kind === 'read' ? watched : undefined;
  const draft = read?.draft;
  const choices = read?.choices;
  const addresses = useMemo(() => (draft === undefined ? NO_ADDRESSES : addressesToLookUp(draft)), [draft]);
  const answers = useClassifications(store, addresses);
  const files = useFiles(fileStore, read?.item, draft?.attachments ?? NO_ATTACHMENTS);
  useStamps(read, files, policy);
  const inDraft = read?.found.findings;
  const findings = useMemo(
    () => (inDraft === undefined ? undefined : wantedBy(policy.policy, inDraft)),
    [policy, inDraft],
  );
  const judgement = useMemo(() => {
    if (draft === undefined || findings === undefined) return undefined;
    const { known, pending, isServiceReachable } = answers;
    const { policy: rules } = policy;
    return judgeDraft({
      draft,
      choices,
      findings,
      files,
      policy: rules,
      answers: known,
      pending,
      isServiceReachable,
    });
  }, [draft, choices, findings, files, policy, answers]);
  const lastMailbox = client.remembered(MEMORY.mailbox);
  const make = (held: HeldView): PaneView | undefined =>
    read === undefined || judgement === undefined
      ? undefined
      : paneView({
          bodyText: read.found.bodyText,
          subject: read.draft.subject,
          judgement,
          lastMailbox,
          held,
          wording,
        });
  return { watched: watched.kind, item: read?.item, judgement, view: useHeldView(make), policy };
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
