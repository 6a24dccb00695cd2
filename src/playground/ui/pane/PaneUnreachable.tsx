import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { PlugDisconnected24Regular } from '@fluentui/react-icons/svg/plug-disconnected';
import type { ReactElement } from 'react';
import { TEST_IDS } from '../test-ids.ts';
import { useTexts } from '../text/language.ts';

/** `url` shows a picture once the certificate is accepted. A browser that has not accepted the local certificate shows an empty frame and says nothing: this does. */
export function PaneUnreachable(props: { readonly url: string; readonly onRetry: () => void }): ReactElement {
  const texts = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.words} role="alert" data-testid={TEST_IDS.paneUnreachable}>
      <PlugDisconnected24Regular aria-hidden />
      <strong>{texts.pane.unreachable}</strong>
      <span>{texts.pane.unreachableWhy}</span>
      <Link href={props.url} target="_blank" rel="noreferrer" inline>
        {texts.pane.openOnce}
      </Link>
      <Button appearance="primary" onClick={props.onRetry}>
        {texts.pane.retry}
      </Button>
    </div>
  );
}

const useStyles = makeStyles({
  words: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalM,
    padding: '24px 20px',
    lineHeight: tokens.lineHeightBase300,
  },
});
