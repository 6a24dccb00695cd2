import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right';
import { useId, useState } from 'react';
import type { Perform, RowView } from '../view-types.ts';
import { RowDetails } from './RowDetails.tsx';
import { useSharedStyles } from './styles.ts';
import { useToneStyles } from './ToneIcon.tsx';
import { TransportIcon } from './TransportIcon.tsx';
import { useWording } from './wording-context.ts';

/** Both states of a row are two lines high: nothing moves when the answer comes. */
export const useRowStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '20px 1fr auto 16px',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
    width: '100%',
    minHeight: '48px',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
  },
  text: { minWidth: 0 },
  permission: { fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
});

export interface RecipientRowProps {
  readonly row: RowView;
  readonly hasPersonalDataColumn: boolean;
  readonly perform: Perform;
}

/** One recipient: sign, name, transport and why, personal data OK?; unfolds to the details. */
export function RecipientRow({ row, hasPersonalDataColumn, perform }: RecipientRowProps) {
  const styles = useRowStyles();
  const shared = useSharedStyles();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const canOpen = row.details !== undefined;
  const Chevron = isOpen ? ChevronDown16Regular : ChevronRight16Regular;
  return (
    <li className={styles.item} data-recipient={row.address ?? row.name} aria-busy={row.isPending}>
      <button
        type="button"
        className={mergeClasses(shared.bareButton, styles.row)}
        aria-expanded={canOpen && isOpen}
        aria-controls={id}
        aria-disabled={!canOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <TransportIcon transport={row.transport} tone={row.tone} />
        <span className={styles.text}>
          <NameLine row={row} />
          <SummaryLine row={row} />
        </span>
        {hasPersonalDataColumn ? <Permission row={row} /> : <span />}
        {canOpen ? <Chevron aria-hidden="true" /> : <span />}
      </button>
      <div id={id} hidden={!isOpen || !canOpen}>
        {isOpen && row.details !== undefined ? <RowDetails details={row.details} perform={perform} /> : null}
      </div>
    </li>
  );
}

function NameLine({ row }: { readonly row: RowView }) {
  const shared = useSharedStyles();
  const full = row.address === undefined ? row.name : `${row.name} <${row.address}>`;
  return (
    <span className={shared.ellipsis} title={full}>
      {row.name}
    </span>
  );
}

function SummaryLine({ row }: { readonly row: RowView }) {
  const shared = useSharedStyles();
  return (
    <span
      className={mergeClasses(shared.ellipsis, shared.small, shared.quiet)}

      title={row.summary}
    >
      {row.summary}
    </span>
  );
}

function Permission({ row }: { readonly row: RowView }) {
  const styles = useRowStyles();
  const shared = useSharedStyles();
  const tones = useToneStyles();
  const { recipients } = useWording().pane;
  if (row.permissionWord === undefined) return <span />;
  return (
    <span className={mergeClasses(styles.permission, tones[row.tone])}>
      <span className={shared.hidden}>{`${recipients.personalData}: `}</span>
      {row.permissionWord}
    </span>
  );
}
