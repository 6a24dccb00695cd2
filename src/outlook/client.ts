import { coloursIn, onSchemeChanged, readAppearance } from './appearance.ts';
import type { ThemeColours } from './appearance.ts';
import { createCaller } from './call.ts';
import { PANE_DEADLINE_MS } from './compose-item.ts';
import { mailboxClient } from './mailbox-client.ts';
import { OutlookError } from './outlook-error.ts';
import type { OutlookClient, Unsubscribe } from './ports.ts';
import { createSubscriber } from './subscriptions.ts';

/** Office needs some seconds on a cold start; after this the page is not inside Outlook. */
const READY_DEADLINE_MS = 20000;

/** Outlook for the pane. Resolves when Office is ready; rejects with `outlook.timeout` where there is no Outlook. */
export async function createOutlookClient(): Promise<OutlookClient> {
  await officeReady();
  // Runtimes without `Office.context.officeTheme` tell the colours by the event alone (QUIRKS.md).
  let told: ThemeColours | undefined;
  return {
    ...mailboxClient(PANE_DEADLINE_MS),
    appearance: () => readAppearance(told),
    onAppearanceChanged: (listener) =>
      onAppearanceChanged(listener, (event) => {
        told = coloursIn(event) ?? told;
        listener();
      }),
    diagnostics: async () => (await import('./diagnostics.ts')).readDiagnostics(),
  };
}

function officeReady(): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new OutlookError('outlook.timeout', 'Office did not get ready.'));
    }, READY_DEADLINE_MS);
    Office.onReady(() => {
      clearTimeout(timer);
      resolve();
    }).catch((cause: unknown) => {
      clearTimeout(timer);
      reject(new OutlookError('outlook.failed', 'Office could not start.', { cause }));
    });
  });
}

async function onAppearanceChanged(
  onScheme: () => void,
  onTheme: (event: unknown) => void,
): Promise<Unsubscribe> {
  const stopScheme = onSchemeChanged(onScheme);
  const stopTheme = await onThemeChanged(onTheme).catch((): Unsubscribe => () => Promise.resolve());
  return async () => {
    await stopScheme();
    await stopTheme();
  };
}

/** Clients without Office themes refuse this; their colours follow the browser's. */
function onThemeChanged(listener: (event: unknown) => void): Promise<Unsubscribe> {
  const { mailbox } = Office.context;
  const subscribe = createSubscriber(mailbox, createCaller(PANE_DEADLINE_MS));
  return subscribe({ type: 'officeThemeChanged', since: '1.14' }, listener);
}
