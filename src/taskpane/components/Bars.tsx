import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { Info20Regular } from '@fluentui/react-icons/svg/info';
import type { Perform } from '../view-types.ts';
import { useSharedStyles } from './styles.ts';
import { Unbroken } from './Unbroken.tsx';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    margin: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM}`,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  top: { alignItems: 'start', columnGap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0, color: tokens.colorNeutralForeground2 },
  text: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  button: { flexShrink: 0, minWidth: '0' },
});

export interface RemovedBarProps {
  /** Names of those that were removed. */
  readonly names: string;
  readonly perform: Perform;
}

/** What was just removed, and the way back. */
export function RemovedBar({ names, perform }: RemovedBarProps) {
  const styles = useStyles();
  const { removed } = useWording().pane;
  return (
    <div className={styles.bar}>
      <span role="status" className={styles.text}>
        <Unbroken text={removed.removed(names)} />
      </span>
      <Button className={styles.button} size="small" onClick={() => perform({ kind: 'undoRemoval' })}>
        {removed.undo}
      </Button>
      <Button
        appearance="subtle"
        size="small"
        icon={<Dismiss16Regular />}
        aria-label={removed.close}
        title={removed.close}
        onClick={() => perform({ kind: 'forgetRemoval' })}
      />
    </div>
  );
}

/** The network here keeps us from asking mail servers: said once, calmly, with who can help. */
export function NetworkBar() {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { network } = useWording().pane;
  return (
    <div className={mergeClasses(styles.bar, styles.top)} role="status" data-bar="network">
      <Info20Regular className={styles.icon} aria-hidden="true" />
      <span className={mergeClasses(styles.text, shared.small)}>
        {network.title} {network.body}
      </span>
    </div>
  );
}

/** Something that the sender clicked could not be done. */
export function FailedBar() {
  const styles = useStyles();
  const { removed } = useWording().pane;
  return (
    <div className={styles.bar} role="alert">
      <span className={styles.text}>{removed.failed}</span>
    </div>
  );
}

export interface AnsweredBarProps {
  readonly text: string;
  readonly label: string;
  readonly onClick: () => void;
}

/** What the sender has decided for this mail, with the way to decide again. */
export function AnsweredBar({ text, label, onClick }: AnsweredBarProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  return (
    <div className={styles.bar}>
      <span className={`${styles.text} ${shared.small}`}>{text}</span>
      <Button className={styles.button} size="small" appearance="subtle" onClick={onClick}>
        {label}
      </Button>
    </div>
  );
}
