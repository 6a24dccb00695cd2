import { useEffect, useState } from 'react';
import { parseOpeningContext } from '../outlook/opening-context.ts';
import type { ComposeItem, OutlookClient } from '../outlook/ports.ts';
import type { Opening } from './components/MainPage.tsx';

type Client = Pick<OutlookClient, 'readOpeningContext' | 'onOpeningContextChanged'>;

/** Why "Take Action" of the send-time dialog opened the pane, or was pressed while it was open. */
export function useOpening(client: Client, item: ComposeItem | undefined): Opening | undefined {
  const [opening, setOpening] = useState<Opening>();
  useEffect(() => {
    if (item === undefined) return undefined;
    let isWanted = true;
    const open = (text: string): void => {
      const context = parseOpeningContext(text);
      if (isWanted && context !== undefined) setOpening({ context });
    };
    // Where Outlook has no such context, the pane opens at the top, where the worst card is anyway.
    client.readOpeningContext().then(open, () => undefined);
    const stop = client.onOpeningContextChanged(open);
    stop.catch(() => undefined);
    return () => {
      isWanted = false;
      stop.then((unsubscribe) => unsubscribe()).catch(() => undefined);
    };
  }, [client, item]);
  return opening;
}
