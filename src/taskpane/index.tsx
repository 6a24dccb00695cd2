import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { languageOf } from '../domain/text/language.ts';
import { createOutlookClient } from '../outlook/client.ts';
import { createApi } from './api.ts';
import { App } from './app.tsx';
import { createClassificationStore } from './classification-store.ts';
import { createDraftWatch } from './draft-watch.ts';
import { createFileStore } from './reading/file-store.ts';
import { attachmentReader } from './reading/start-worker.ts';
import { wordingFor } from './text/pane-text.ts';

/** Joins Outlook, the service and the page. */
async function start(root: HTMLElement): Promise<void> {
  const client = await createOutlookClient();
  const api = createApi();
  const ports = {
    client,
    api,
    watch: createDraftWatch(client),
    store: createClassificationStore({ api, now: Date.now }),
    files: createFileStore(attachmentReader()),
  };
  document.documentElement.lang = languageOf(client.displayLanguage());
  const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
  createRoot(root).render(
    <StrictMode>
      <App ports={ports} nonce={nonce} />
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null)
  start(root).catch(() => {
    // Outside Outlook there is no display language to go by.
    root.textContent = wordingFor(languageOf(navigator.language)).pane.headline.noItem;
  });
