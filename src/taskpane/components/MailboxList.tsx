import { Dropdown, makeStyles, mergeClasses, Option, tokens } from '@fluentui/react-components';
import type { MailboxOption } from '../view-types.ts';
import { useSharedStyles } from './styles.ts';

const useStyles = makeStyles({
  dropdown: { width: '100%', minWidth: '0', marginTop: tokens.spacingVerticalXS },
  option: { display: 'flex', flexDirection: 'column', minWidth: 0 },
});

export interface MailboxListProps {
  readonly labelId: string;
  readonly options: readonly MailboxOption[];
  readonly selected: string;
  readonly onPick: (address: string | undefined) => void;
}

/** The drop-down itself; a file of its own, since it is the heaviest control of the pane and few mails need it. */
export function MailboxList({ labelId, options, selected, onPick }: MailboxListProps) {
  const shared = useSharedStyles();
  const styles = useStyles();
  return (
    <Dropdown
      className={styles.dropdown}
      aria-labelledby={labelId}
      inlinePopup
      value={options.find(({ address }) => address === selected)?.label ?? ''}
      selectedOptions={[selected]}
      onOptionSelect={(_event, { optionValue }) => onPick(optionValue)}
    >
      {options.map((option) => (
        <Option key={option.address} value={option.address} text={option.label}>
          <span className={styles.option}>
            <span>{option.label}</span>
            <span
              className={mergeClasses(shared.small, shared.quiet, shared.ellipsis)}
              title={option.address}
            >
              {option.address}
            </span>
          </span>
        </Option>
      ))}
    </Dropdown>
  );
}
