import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useSharedStyles } from './styles.ts';

const useStyles = makeStyles({
  root: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  title: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    width: '100%',
    minHeight: '40px',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    fontWeight: tokens.fontWeightSemibold,
  },
  beside: { marginInlineStart: 'auto', minWidth: 0, textAlign: 'end', fontWeight: tokens.fontWeightRegular },
  chevron: { flexShrink: 0 },
  // Wraps before what stands beside it is cut.
  whole: { textAlign: 'start' },
});

export interface SectionProps {
  readonly title: string;
  readonly beside?: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** A part of the pane that folds away. */
export function Section({ title, beside, isOpen, onToggle, children }: SectionProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const id = useId();
  const Chevron = isOpen ? ChevronDown20Regular : ChevronRight20Regular;
  return (
    <section className={styles.root} aria-labelledby={`${id}-title`}>
      <h2 className={shared.heading}>
        <button
          type="button"
          className={mergeClasses(shared.bareButton, styles.title)}
          aria-expanded={isOpen}
          aria-controls={`${id}-content`}
          onClick={onToggle}
        >
          <Chevron className={styles.chevron} aria-hidden="true" />
          <span id={`${id}-title`} className={styles.whole}>
            {title}
          </span>
          {beside === undefined ? null : (
            <span className={mergeClasses(styles.beside, shared.quiet, shared.small)}>{beside}</span>
          )}
        </button>
      </h2>
      <div id={`${id}-content`} hidden={!isOpen}>
        {isOpen ? children : null}
      </div>
    </section>
  );
}
