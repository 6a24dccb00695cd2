import { readManifest } from '../../../src/playground/host/manifest.ts';
import { createOfficeHost } from '../../../src/playground/host/office-host.ts';
import type { AddinManifest, HostTimings, OfficeHost } from '../../../src/playground/host/types.ts';
import { CLIENT_PROFILES } from '../../../src/playground/model/client-profile.ts';
import { createMailStore } from '../../../src/playground/model/mail-store.ts';
import type { ClientProfileId, PlaygroundDraft } from '../../../src/playground/model/types.ts';

/** The least page that can hold the host: what a test wants to know of it lies on `window.bench`. */
export interface BenchOptions {
  readonly profile?: ClientProfileId;
  readonly locale?: string;
  readonly draft?: Partial<PlaygroundDraft>;
  readonly manifest?: Partial<AddinManifest>;
  readonly timings?: Partial<HostTimings>;
}

const store = createMailStore({ owner: { address: 'mette.holm@phv.example', name: 'Mette Holm' } });
const asked: string[] = [];
let frame: HTMLIFrameElement | undefined;
let draftId = '';
let host: OfficeHost | undefined;

async function open(options: BenchOptions = {}): Promise<void> {
  host?.dispose();
  const xml = await (await fetch('/manifest.xml')).text();
  const { locale = 'en-US' } = options;
  draftId = store.createDraft(options.draft).id;
  host = createOfficeHost({
    store,
    draftId,
    manifest: { ...readManifest(xml, locale), ...options.manifest },
    profile: CLIENT_PROFILES[options.profile ?? 'web'],
    locale,
    user: { address: 'mette.holm@phv.example', name: 'Mette Holm' },
    theme: {
      bodyBackgroundColor: '#ffffff',
      bodyForegroundColor: '#010203',
      controlBackgroundColor: '#ffffff',
      controlForegroundColor: '#000000',
    },
    addinOrigin: new URL(readManifest(xml, locale).iconUrl).origin,
    window: {
      closePane: () => asked.push('closePane'),
      openPane: ({ commandId, contextData }) => {
        asked.push(`openPane ${commandId} ${contextData}`);
        mountPane(contextData);
      },
      leavePane: (direction) => asked.push(`leavePane ${direction}`),
    },
    ...(options.timings === undefined ? {} : { timings: options.timings }),
  });
}

function mountPane(context = ''): void {
  frame?.remove();
  frame = document.createElement('iframe');
  frame.id = 'pane';
  current().mountPane(frame, { context });
  document.body.append(frame);
}

function current(): OfficeHost {
  if (host === undefined) throw new Error('Open the bench first.');
  return host;
}

const bench = {
  open,
  mountPane,
  asked,
  store,
  host: current,
  draftId: () => draftId,
  draft: () => store.draft(draftId),
  edit: (change: Partial<PlaygroundDraft>) =>
    store.updateDraft(draftId, 'user', (draft) => ({ ...draft, ...change })),
};

export type Bench = typeof bench;

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = bench;
