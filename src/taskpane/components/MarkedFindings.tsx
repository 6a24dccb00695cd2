import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { MarkedView } from '../view-types.ts';
import { useSharedStyles } from './styles.ts';
import { Unbroken } from './Unbroken.tsx';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  root: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  title: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} 0` },
  item: {
    display: 'flex',
    alignItems: 'start',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
  },
  text: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  undo: { flexShrink: 0, minWidth: '0' },
});

export interface MarkedFindingsProps {
  readonly marked: readonly MarkedView[];
  readonly onUndo: (key: string) => void;
}

/** What the sender calls no personal data stays in sight, with the reason and the way back (C4). */
export function MarkedFindings({ marked, onUndo }: MarkedFindingsProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { override } = useWording().pane;
  const id = useId();
  if (marked.length === 0) return null;
  return (
    <section className={styles.root} aria-labelledby={id}>
      <h3 id={id} className={mergeClasses(shared.heading, styles.title)}>
        {override.title(marked.length)}
      </h3>
      <ul className={shared.plainList}>
        {marked.map(({ key, type, masked, reason, places }) => (
          <li key={key} className={styles.item}>
            <div className={styles.text}>
              <Unbroken text={`${type} ${masked}`} />
              <div className={mergeClasses(shared.small, shared.quiet)}>
                {places}. {reason}.
              </div>
            </div>
            <Button
              className={styles.undo}
              size="small"
              appearance="subtle"
              data-undo={key}
              aria-label={override.undoOf(type, masked)}
              onClick={() => onUndo(key)}
            >
              {override.undo}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
