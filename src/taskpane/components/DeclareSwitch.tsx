import { makeStyles, mergeClasses, Switch, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { Perform } from '../view-types.ts';
import { useSharedStyles } from './styles.ts';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  declare: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS} ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  declareText: { flexGrow: 1 },
  state: { flexShrink: 0 },
});
export interface DeclareSwitchProps {
  readonly isDeclared: boolean;
  readonly perform: Perform;
}

/** The sender knows better than any detector: this mail holds personal data. */
export function DeclareSwitch({ isDeclared, perform }: DeclareSwitchProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { findings: texts, secureMode: words } = useWording().pane;
  const id = useId();
  return (
    <div className={styles.declare}>
      <div className={styles.declareText}>
        <span id={id}>{texts.declare}</span>
        <div id={`${id}-hint`} className={mergeClasses(shared.small, shared.quiet)}>
          {texts.declareHint}
        </div>
      </div>
      <span className={mergeClasses(styles.state, shared.quiet)} aria-hidden="true">
        {isDeclared ? words.on : words.off}
      </span>
      <Switch
        checked={isDeclared}
        aria-labelledby={id}
        aria-describedby={`${id}-hint`}
        onChange={(_event, { checked }) => perform({ kind: 'declarePersonalData', isDeclared: checked })}
      />
    </div>
  );
}
