import { Button, Link, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTexts } from '../text/language.ts';

/** The pane says it at length; this is for a window whose pane is closed, where the send check would fail unseen. */
export function UnreachableBar(props: { readonly url: string; readonly onRetry: () => void }): ReactElement {
  const texts = useTexts();
  return (
    <MessageBar intent="warning" shape="square" layout="multiline">
      <MessageBarBody>
        {texts.pane.unreachable}. {texts.pane.unreachableWhy}{' '}
        <Link href={props.url} target="_blank" rel="noreferrer" inline>
          {texts.pane.openOnce}
        </Link>
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={props.onRetry}>
          {texts.pane.retry}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
