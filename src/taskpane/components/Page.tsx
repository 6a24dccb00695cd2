import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { focusFirstControl } from './keyboard-focus.ts';
import { useSharedStyles } from './styles.ts';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { fontSize: tokens.fontSizeBase400 },
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
  },
});

export interface PageProps {
  readonly title: string;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

/** A page beside the main one. The way back takes the focus; a screen reader says the page's name with it. */
export function Page({ title, onBack, children }: PageProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { view } = useWording().pane;
  const head = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (head.current !== null) focusFirstControl(head.current);
  }, []);
  return (
    <main>
      <div ref={head} className={styles.head}>
        <Button
          appearance="subtle"
          icon={<ArrowLeft20Regular />}
          aria-label={view.back}
          aria-describedby={id}
          title={view.back}
          onClick={onBack}
        />
        <h1 id={id} className={mergeClasses(shared.heading, styles.title)}>
          {title}
        </h1>
      </div>
      <div className={styles.content}>{children}</div>
    </main>
  );
}
