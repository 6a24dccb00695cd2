import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { WatchedDraft } from '../draft-watch.ts';
import type { Tone } from '../view-types.ts';
import { useSharedStyles } from './styles.ts';
import { ToneIcon } from './ToneIcon.tsx';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  root: {
    padding: tokens.spacingHorizontalM,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  line: { display: 'flex', gap: tokens.spacingHorizontalS },
  text: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  button: { alignSelf: 'start' },
});

const TONE: Readonly<Record<WatchedDraft['kind'], Tone>> = {
  loading: 'busy',
  none: 'quiet',
  failed: 'unknown',
  read: 'quiet',
};

export interface StatePageProps {
  readonly state: WatchedDraft['kind'];
  readonly onRetry: () => void;
}

/** The pane while there is no draft to speak of. */
export function StatePage({ state, onRetry }: StatePageProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { headline } = useWording().pane;
  const text = {
    loading: headline.loading,
    none: headline.noItem,
    failed: headline.failed,
    read: headline.loading,
  };
  return (
    <main className={styles.root}>
      <h1 className={shared.hidden}>Secure Send</h1>
      <div className={styles.line}>
        <ToneIcon tone={TONE[state]} />
        <p className={styles.text} role="status">
          {text[state]}
        </p>
      </div>
      {state === 'failed' ? (
        <>
          <p className={mergeClasses(styles.text, shared.quiet)}>{headline.failedDetail}</p>
          <Button className={styles.button} onClick={onRetry}>
            {headline.retry}
          </Button>
        </>
      ) : null}
    </main>
  );
}
