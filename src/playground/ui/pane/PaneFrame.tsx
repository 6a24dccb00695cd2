import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { OfficeHost } from '../../host/types.ts';
import { TEST_IDS } from '../test-ids.ts';

interface PaneFrameProps {
  readonly host: OfficeHost;
  readonly pane: { readonly commandId?: string; readonly context?: string };
  readonly title: string;
}

/** The frame that office.js runs in; a new key loads it anew. */
export function PaneFrame({ host, pane, title }: PaneFrameProps): ReactElement {
  const ref = useRef<HTMLIFrameElement>(null);
  const styles = useStyles();
  const { commandId, context } = pane;
  useEffect(() => {
    if (ref.current === null) return;
    host.mountPane(ref.current, {
      ...(commandId === undefined ? {} : { commandId }),
      ...(context === undefined ? {} : { context }),
    });
    return () => {
      host.unmountPane();
    };
  }, [host, commandId, context]);
  return <iframe ref={ref} className={styles.frame} title={title} data-testid={TEST_IDS.paneFrame} />;
}

const useStyles = makeStyles({
  frame: { flexGrow: 1, width: '100%', minHeight: 0, border: 'none' },
});
