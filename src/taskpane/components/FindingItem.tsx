import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Command, FindingView, MarkingView } from '../view-types.ts';
import { useSharedStyles } from './styles.ts';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  item: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalS,
    overflowWrap: 'anywhere',
  },
  type: { fontWeight: tokens.fontWeightSemibold },
  context: {
    margin: `${tokens.spacingVerticalXS} 0`,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderInlineStartWidth: '3px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
    overflowWrap: 'anywhere',
  },
  value: {
    whiteSpace: 'nowrap',
    fontWeight: tokens.fontWeightSemibold,
    color: 'inherit',
    backgroundColor: tokens.colorStatusWarningBackground2,
    padding: '0 2px',
    '@media (forced-colors: active)': { backgroundColor: 'Mark', color: 'MarkText' },
  },
  marking: { marginTop: tokens.spacingVerticalXS },
  question: { margin: `${tokens.spacingVerticalXS} 0` },
  reasons: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  reason: { justifyContent: 'flex-start', textAlign: 'start', fontWeight: tokens.fontWeightRegular },
});

type Mark = (command: Extract<Command, { readonly kind: 'override' }>) => void;

export interface FindingItemProps {
  readonly finding: FindingView;
  readonly onMark: Mark;
}

/** One finding: what, where, the words around it, how sure, and the way to call it a false alarm. */
export function FindingItem({ finding, onMark }: FindingItemProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const id = useId();
  return (
    <li id={id} className={styles.item} data-finding={finding.id}>
      <div id={`${id}-text`}>
        <div className={styles.head}>
          <span className={styles.type}>{finding.type}</span>
          <span className={shared.quiet}>{finding.place}</span>
        </div>
        <p className={styles.context}>
          {finding.before}
          <mark className={styles.value}>{finding.masked}</mark>
          {finding.after}
        </p>
        <div className={mergeClasses(shared.small, shared.quiet)}>{finding.certainty}</div>
      </div>
      <Marking marking={finding.marking} describedBy={`${id}-text`} onMark={onMark} />
    </li>
  );
}

interface MarkingProps {
  readonly marking: MarkingView;
  readonly describedBy: string;
  readonly onMark: Mark;
}

function Marking({ marking, describedBy, onMark }: MarkingProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  if (marking.kind === 'offered')
    return <MarkingChoice marking={marking} describedBy={describedBy} onMark={onMark} />;
  if (marking.why === undefined) return null;
  return <div className={mergeClasses(styles.marking, shared.small)}>{marking.why}</div>;
}

interface MarkingChoiceProps extends MarkingProps {
  readonly marking: Extract<MarkingView, { readonly kind: 'offered' }>;
}

/** Unfolds in place: a list that floats would be cut off by a narrow pane. */
function MarkingChoice({ marking, describedBy, onMark }: MarkingChoiceProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { override } = useWording().pane;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const closeOnEscape = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Escape' || !isOpen) return;
    setOpen(false);
    event.currentTarget.querySelector('button')?.focus();
  };
  return (
    <div className={styles.marking} onKeyDown={closeOnEscape}>
      <Button
        size="small"
        data-mark={marking.key}
        aria-expanded={isOpen}
        aria-controls={id}
        aria-describedby={describedBy}
        onClick={() => setOpen(!isOpen)}
      >
        {override.open}
      </Button>
      <div id={id} hidden={!isOpen} role="group" aria-labelledby={`${id}-question`}>
        <p id={`${id}-question`} className={styles.question}>
          {override.question}
        </p>
        <div className={styles.reasons}>
          {marking.reasons.map(({ reason, label }) => (
            <Button
              key={reason}
              className={styles.reason}
              onClick={() => onMark({ kind: 'override', key: marking.key, reason })}
            >
              {label}
            </Button>
          ))}
        </div>
        <p className={mergeClasses(styles.question, shared.small, shared.quiet)}>
          {marking.everywhere === undefined ? null : `${marking.everywhere} `}
          {override.recorded}
        </p>
      </div>
    </div>
  );
}
