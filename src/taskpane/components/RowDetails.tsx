import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right';
import { useId, useState } from 'react';
import type { Perform, RowDetails as RowDetailsView } from '../view-types.ts';
import { FactLines } from './FactLines.tsx';
import { useSharedStyles } from './styles.ts';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  root: {
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM} 40px`,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  paragraph: { margin: 0 },
  reasons: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
  /** Long names and numbers need the width that the words above leave free beside them. */
  evidence: {
    marginInlineStart: '-28px',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  title: { margin: `0 0 ${tokens.spacingVerticalXXS}`, fontSize: tokens.fontSizeBase200 },
  /** Begins where the lines above begin, although the button has room around its words. */
  technical: { alignSelf: 'start', marginInlineStart: '-6px', paddingInline: '4px 8px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export interface RowDetailsProps {
  readonly details: RowDetailsView;
  readonly perform: Perform;
}

/** Meaning and reasons in plain words; what they rest on folds away below (C5). */
export function RowDetails({ details, perform }: RowDetailsProps) {
  const styles = useStyles();
  const { recipients } = useWording().pane;
  const { lookUp } = details;
  return (
    <div className={styles.root}>
      {details.meaning.map((sentence) => (
        <p key={sentence} className={styles.paragraph}>
          {sentence}
        </p>
      ))}
      <ul className={styles.reasons}>
        {details.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <FactLines lines={details.facts} />
      <Technical details={details} />
      {lookUp === undefined ? null : (
        <div className={styles.actions}>
          <Button size="small" onClick={() => perform({ kind: 'checkAgain', address: lookUp })}>
            {recipients.checkAgain}
          </Button>
        </div>
      )}
    </div>
  );
}

function Technical({ details }: { readonly details: RowDetailsView }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { recipients } = useWording().pane;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (details.evidence.length === 0) return null;
  const Chevron = isOpen ? ChevronDown16Regular : ChevronRight16Regular;
  return (
    <>
      <Button
        className={styles.technical}
        size="small"
        appearance="subtle"
        icon={<Chevron aria-hidden="true" />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {recipients.technical}
      </Button>
      <div id={id} hidden={!isOpen} className={isOpen ? styles.evidence : undefined}>
        {isOpen
          ? details.evidence.map(({ title, lines }, index) => (
              <section key={`${title}-${index}`}>
                <h3 className={mergeClasses(styles.title, shared.small)}>{title}</h3>
                <FactLines lines={lines} />
              </section>
            ))
          : null}
      </div>
    </>
  );
}
