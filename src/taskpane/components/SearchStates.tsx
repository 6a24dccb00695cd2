import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  failed: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: '8px' },
  refused: { margin: 0, overflowWrap: 'anywhere' },
});

export function Loading() {
  const { view } = useWording().pane;
  return <Spinner size="tiny" label={view.loading} role="status" />;
}

/** What was typed cannot be searched for: the sentence names it and what to write instead. */
export function Refused({ text }: { readonly text: string }) {
  const styles = useStyles();
  return (
    <p role="alert" className={styles.refused}>
      {text}
    </p>
  );
}

export function Failed({ onRetry }: { readonly onRetry: () => void }) {
  const styles = useStyles();
  const { view } = useWording().pane;
  return (
    <div className={styles.failed}>
      <span role="alert">{view.error}</span>
      <Button onClick={onRetry}>{view.retry}</Button>
    </div>
  );
}
