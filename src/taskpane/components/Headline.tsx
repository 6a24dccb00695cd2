import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { RefObject } from 'react';
import type { HeadlineView, Perform } from '../view-types.ts';
import { useSharedStyles } from './styles.ts';
import { ToneIcon } from './ToneIcon.tsx';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    minHeight: '48px',
    boxSizing: 'border-box',
  },
  text: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
  },
  detail: { gridColumn: 2, marginTop: tokens.spacingVerticalXS },
  retry: { gridColumn: 2, justifySelf: 'start', marginTop: tokens.spacingVerticalS },
});

export interface HeadlineProps {
  readonly headline: HeadlineView;
  readonly perform: Perform;
  readonly headlineRef: RefObject<HTMLDivElement | null>;
}

/** The verdict in one sentence; a live region, so that a change is told to those who do not see it. */
export function Headline({ headline, perform, headlineRef }: HeadlineProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { headline: texts } = useWording().pane;
  return (
    <div ref={headlineRef} role="group" aria-label={texts.label} className={styles.root}>
      <ToneIcon tone={headline.tone} />
      <div role="status" aria-live="polite" aria-atomic="true">
        <p className={styles.text}>{headline.text}</p>
        {headline.detail === undefined ? null : (
          <div className={mergeClasses(styles.detail, shared.quiet)}>{headline.detail}</div>
        )}
      </div>
      {headline.canRetry ? (
        <Button className={styles.retry} onClick={() => perform({ kind: 'retry' })}>
          {texts.retry}
        </Button>
      ) : null}
    </div>
  );
}
