import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Dismiss12Regular } from '@fluentui/react-icons/svg/dismiss';
import { PeopleList16Regular } from '@fluentui/react-icons/svg/people-list';
import { Warning16Regular } from '@fluentui/react-icons/svg/warning';
import type { KeyboardEvent, ReactElement, Ref } from 'react';
import type { PlaygroundRecipient } from '../../model/types.ts';
import { TEST_IDS } from '../test-ids.ts';
import { useTexts } from '../text/language.ts';
import type { Texts } from '../text/texts.ts';
import { shownName } from './resolve-recipients.ts';

interface RecipientChipProps {
  readonly recipient: PlaygroundRecipient;
  readonly isTabStop: boolean;
  readonly buttonRef: Ref<HTMLButtonElement>;
  readonly onRemove: () => void;
  readonly onEdit: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function RecipientChip(props: RecipientChipProps): ReactElement {
  const { recipient, isTabStop, buttonRef, onRemove, onEdit, onKeyDown } = props;
  const styles = useStyles();
  const texts = useTexts();
  const name = shownName(recipient);
  const note = noteOf(recipient, texts);
  const full =
    name === recipient.address || recipient.address === '' ? name : `${name} <${recipient.address}>`;
  return (
    <li
      className={mergeClasses(styles.chip, !recipient.isResolved && styles.unresolved)}
      title={note === undefined ? full : `${full} (${note})`}
      onDoubleClick={onEdit}
      {...(recipient.isResolved ? {} : { 'data-testid': TEST_IDS.unresolvedChip })}
    >
      {!recipient.isResolved && <Warning16Regular aria-hidden />}
      {recipient.isResolved && note !== undefined && <PeopleList16Regular aria-hidden />}
      <span className={styles.name}>{name}</span>
      {note !== undefined && <span className={styles.hidden}>, {note}</span>}
      <button
        ref={buttonRef}
        type="button"
        className={styles.remove}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={texts.recipient.remove(full)}
        onClick={onRemove}
        onKeyDown={onKeyDown}
      >
        <Dismiss12Regular aria-hidden />
      </button>
    </li>
  );
}

function noteOf({ isResolved, type, address }: PlaygroundRecipient, texts: Texts): string | undefined {
  if (!isResolved) return texts.recipient.unresolved;
  if (type === 'distributionList') return texts.recipient.distributionList;
  return address === '' ? texts.recipient.contactList : undefined;
}

const useStyles = makeStyles({
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    // The box for the next one fits beside it: no line stands empty.
    maxWidth: 'calc(100% - 24px)',
    height: '24px',
    boxSizing: 'border-box',
    paddingLeft: tokens.spacingHorizontalS,
    paddingRight: '2px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase300,
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
  },
  unresolved: {
    border: `1px dashed ${tokens.colorPaletteRedBorder2}`,
    backgroundColor: tokens.colorPaletteRedBackground1,
    color: tokens.colorPaletteRedForeground1,
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  remove: {
    display: 'grid',
    placeItems: 'center',
    flexShrink: 0,
    width: '18px',
    height: '18px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: 'transparent',
    color: 'inherit',
    cursor: 'pointer',
    outlineStyle: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
  },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});
