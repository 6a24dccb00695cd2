import { makeStyles, mergeClasses, Switch, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { FindingView, Perform } from '../view-types.ts';
import { Section } from './Section.tsx';
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
  note: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`, margin: 0 },
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

export interface FindingsProps {
  readonly findings: readonly FindingView[];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly buttonRef: (element: HTMLButtonElement | null) => void;
}

/** What was found and where, with the words around it; the values stay masked (C3). */
export function Findings({ findings, isOpen, onToggle, buttonRef }: FindingsProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { findings: texts } = useWording().pane;
  if (findings.length === 0) return null;
  return (
    <Section title={texts.title(findings.length)} isOpen={isOpen} onToggle={onToggle} buttonRef={buttonRef}>
      <ul className={shared.plainList}>
        {findings.map((finding) => (
          <li key={finding.id} className={styles.item}>
            <div className={styles.head}>
              <span className={styles.type}>{finding.type}</span>
              <span className={shared.quiet}>{finding.place}</span>
            </div>
            <p className={styles.context}>
              {finding.before}
              <mark className={styles.value}>{finding.masked}</mark>
              {finding.after}
            </p>
            <div className={mergeClasses(shared.small, shared.quiet)}>
              {finding.counts ? null : `${texts.doesNotCount} `}
              {finding.reasons}
            </div>
          </li>
        ))}
      </ul>
      <p className={mergeClasses(styles.note, shared.small, shared.quiet)}>{texts.local}</p>
    </Section>
  );
}

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
