import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right';
import { useId, useState } from 'react';
import type { Perform, RecipientItem, RecipientsView } from '../view-types.ts';
import { RecipientRow, useRowStyles } from './RecipientRow.tsx';
import { Section } from './Section.tsx';
import { useSharedStyles } from './styles.ts';
import { useToneStyles } from './ToneIcon.tsx';
import { TransportIcon } from './TransportIcon.tsx';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  methods: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM}` },
});

export interface RecipientsProps {
  readonly recipients: RecipientsView;
  readonly perform: Perform;
  readonly onShowMethods: () => void;
}

/** All recipients, each with its transport; folded while there is nothing to see. */
export function Recipients({ recipients, perform, onShowMethods }: RecipientsProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { pane } = useWording();
  const [chosen, setChosen] = useState<boolean>();
  const isOpen = chosen ?? !recipients.isFolded;
  const column = recipients.hasPersonalDataColumn ? pane.recipients.personalData : undefined;
  const beside = isOpen ? column : recipients.summary;
  return (
    <Section
      title={pane.recipients.title(recipients.count)}
      {...(beside === undefined ? {} : { beside })}
      isOpen={isOpen}
      onToggle={() => setChosen(!isOpen)}
    >
      <ul className={shared.plainList}>
        {recipients.items.map((item) => (
          <Item
            key={item.kind === 'row' ? item.row.id : item.id}
            item={item}
            hasPersonalDataColumn={recipients.hasPersonalDataColumn}
            perform={perform}
          />
        ))}
      </ul>
      <div className={styles.methods}>
        <Link as="button" className={shared.link} onClick={onShowMethods}>
          {pane.methods.link}
        </Link>
      </div>
    </Section>
  );
}

interface ItemProps {
  readonly item: RecipientItem;
  readonly hasPersonalDataColumn: boolean;
  readonly perform: Perform;
}

function Item({ item, hasPersonalDataColumn, perform }: ItemProps) {
  if (item.kind === 'row')
    return <RecipientRow row={item.row} hasPersonalDataColumn={hasPersonalDataColumn} perform={perform} />;
  return <Group group={item} hasPersonalDataColumn={hasPersonalDataColumn} perform={perform} />;
}

interface GroupProps extends Omit<ItemProps, 'item'> {
  readonly group: Extract<RecipientItem, { readonly kind: 'group' }>;
}

/** Many recipients of one transport in one line. */
function Group({ group, hasPersonalDataColumn, perform }: GroupProps) {
  const rows = useRowStyles();
  const shared = useSharedStyles();
  const tones = useToneStyles();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const Chevron = isOpen ? ChevronDown16Regular : ChevronRight16Regular;
  return (
    <li className={rows.item}>
      <button
        type="button"
        className={mergeClasses(shared.bareButton, rows.row)}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <TransportIcon transport={group.transport} tone={group.tone} />
        <span className={rows.text}>{group.title}</span>
        {hasPersonalDataColumn ? (
          <span className={mergeClasses(rows.permission, tones[group.tone])}>{group.permissionWord}</span>
        ) : (
          <span />
        )}
        <Chevron aria-hidden="true" />
      </button>
      <ul id={id} hidden={!isOpen} className={shared.plainList}>
        {isOpen
          ? group.rows.map((row) => (
              <RecipientRow
                key={row.id}
                row={row}
                hasPersonalDataColumn={hasPersonalDataColumn}
                perform={perform}
              />
            ))
          : null}
      </ul>
    </li>
  );
}
