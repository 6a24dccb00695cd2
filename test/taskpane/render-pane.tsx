import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { UserEvent } from '@testing-library/user-event';
import type { Api } from '../../src/taskpane/api.ts';
import { App } from '../../src/taskpane/app.tsx';
import { createClassificationStore } from '../../src/taskpane/classification-store.ts';
import { createFileStore } from '../../src/taskpane/reading/file-store.ts';
import type { AttachmentReader } from '../../src/taskpane/reading/attachment-reader.ts';
import { createDraftWatch } from '../../src/taskpane/draft-watch.ts';
import { CHECKED_AT } from '../support/builders.ts';
import { fakeItem, fakeOutlook } from '../support/fake-outlook.ts';
import type { FakeItem, FakeOutlook, FakeOutlookOptions } from '../support/fake-outlook.ts';
import { fakeApi } from './fake-api.ts';
import type { Scene } from './scenes.ts';

export interface RenderedPane {
  readonly user: UserEvent;
  readonly item: FakeItem;
  readonly outlook: FakeOutlook;
  readonly container: HTMLElement;
}

export interface PaneOptions extends FakeOutlookOptions {
  readonly api?: Api;
  /** What comes of each attached file; nothing can be read unless a test says otherwise. */
  readonly readFile?: AttachmentReader['read'];
}

const CANNOT_READ: AttachmentReader['read'] = () =>
  Promise.resolve({ findings: [], unread: [{ place: [], reason: 'unknown-kind' }] });

/** The whole pane over a draft in memory and a service that answers as the scene says. */
export async function renderPane(scene: Scene, options: PaneOptions = {}): Promise<RenderedPane> {
  const item = fakeItem(scene.draft, scene.choices);
  const outlook = fakeOutlook({ item, ...options });
  const api = options.api ?? fakeApi(scene.api);
  const watch = createDraftWatch(outlook, { pollMs: 60, debounceMs: 5 });
  const store = createClassificationStore({ api, now: () => Date.parse(CHECKED_AT) });
  const files = createFileStore({ read: options.readFile ?? CANNOT_READ, stop: () => undefined });
  const { container } = render(<App ports={{ client: outlook, api, watch, store, files }} nonce="n0nce" />);
  stops.push(watch.stop, store.stop, files.stop);
  await screen.findByRole('switch', { name: /^(Sikker mail|Säker e-post|Secure mail)$/ });
  return { user: userEvent.setup(), item, outlook, container };
}

// jsdom has no layout to scroll in.
Element.prototype.scrollIntoView = () => undefined;

const stops: (() => void)[] = [];

/** Ends the polling of the panes that a test has opened. */
export function stopPanes(): void {
  cleanup();
  for (const stop of stops.splice(0)) stop();
  // Every pane brings its style sheets; left behind they make each next test slower.
  document.head.replaceChildren();
}

/** The verdict line, once it says this. */
export function headline(text: string): Promise<HTMLElement> {
  return screen.findByText(text, { selector: '[role="status"] p' });
}
