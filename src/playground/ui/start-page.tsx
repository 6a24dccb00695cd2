import { createDOMRenderer } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import { readManifest } from '../host/manifest.ts';
import { createOfficeHost } from '../host/office-host.ts';
import { createMailStore } from '../model/mail-store.ts';
import { findScene } from '../scenes.ts';
import { Playground } from './Playground.tsx';
import { createEditorPort } from './body/editor-port.ts';
import { createFaultPort } from './faults.ts';
import { createMailWindow } from './mail-window.ts';
import type { MailWindow } from './mail-window.ts';
import {
  forgetMailbox,
  keepMailbox,
  keepOpenDraft,
  recallMailbox,
  recallOpenDraft,
} from './mailbox-memory.ts';
import { isPaneAskedFor, sceneInAddress } from './page-address.ts';
import { createDialogWindow } from './pane/dialog-frame.ts';
import { leavePane } from './pane/leave-pane.ts';
import { OWNER } from './people.ts';
import { keepSettings, loadSettings } from './settings.ts';
import { LOCALES } from './text/language.ts';

/** Joins mailbox, Office host and page; rejects when the manifest cannot be had. */
export async function startPage(root: HTMLElement): Promise<void> {
  const settings = loadSettings();
  const xml = await readText('/manifest.xml');
  const manifestIn = (locale: string) => readManifest(xml, locale);
  const paneUrl = manifestIn(LOCALES[settings.language]).commands[0]?.paneUrl;
  if (paneUrl === undefined) throw new Error('The manifest has no button that opens a pane.');
  const scene = findScene(sceneInAddress());
  const kept = scene === undefined ? recallMailbox() : undefined;
  const store = createMailStore({ owner: OWNER, ...(kept === undefined ? {} : { initial: kept }) });
  const editorPort = createEditorPort();
  const dialogs = createDialogWindow(() => mailWindow.state().host?.closeDialog());
  const mailWindow: MailWindow = createMailWindow({
    store,
    createHost: createOfficeHost,
    manifestIn,
    addinOrigin: new URL(paneUrl).origin,
    isReachable: () => canReach(paneUrl),
    faults: createFaultPort(),
    settings,
    keepSettings,
    surroundings: { ...editorPort, ...dialogs, leavePane },
  });
  const stopKeeping = keepMailbox(store);
  mailWindow.subscribe(() => {
    const { view } = mailWindow.state();
    keepOpenDraft(view.kind === 'compose' ? view.draftId : undefined);
  });
  const wasOpen = recallOpenDraft();
  await mailWindow.begin();
  if (scene !== undefined) await mailWindow.openScene(scene);
  else openFirst(mailWindow, wasOpen);
  if (isPaneAskedFor()) mailWindow.openPane();
  const startOver = async (): Promise<void> => {
    stopKeeping();
    await mailWindow.setFault('fine');
    forgetMailbox();
    location.assign(location.pathname);
  };
  createRoot(root).render(
    <Playground
      mailWindow={mailWindow}
      editorPort={editorPort}
      renderer={nonceRenderer()}
      onReset={() => void startOver()}
    />,
  );
}

function openFirst(mailWindow: MailWindow, draftId: string | undefined): void {
  if (draftId !== undefined && mailWindow.store.draft(draftId) !== undefined) mailWindow.openDraft(draftId);
  else mailWindow.newMail();
}

/** Griffel writes style elements at run time; the page's policy lets those with its nonce pass. */
function nonceRenderer() {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  return createDOMRenderer(document, nonce === undefined ? {} : { styleElementAttributes: { nonce } });
}

async function readText(path: string): Promise<string> {
  const reply = await fetch(path);
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return reply.text();
}

/** An opaque answer is enough: it comes only when the browser accepts the address's certificate. */
async function canReach(url: string): Promise<boolean> {
  try {
    await fetch(url, { mode: 'no-cors', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}
