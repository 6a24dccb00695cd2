import { Dropdown, Option, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactElement } from 'react';
import type { MailIdentity } from '../../model/types.ts';
import { OWNER, SHARED_MAILBOXES, sharedIdentity } from '../people.ts';
import { useLanguage, useTexts } from '../text/language.ts';
import { useComposeStyles } from './compose-styles.ts';

interface FromPickerProps {
  readonly from: MailIdentity;
  readonly onChange: (from: MailIdentity) => void;
}

export function FromPicker({ from, onChange }: FromPickerProps): ReactElement {
  const texts = useTexts();
  const language = useLanguage();
  const row = useComposeStyles();
  const styles = useStyles();
  const labelId = useId();
  return (
    <div className={row.row}>
      <label className={row.label} id={labelId}>
        {texts.compose.from}
      </label>
      <Dropdown
        className={styles.dropdown}
        appearance="filled-lighter"
        aria-labelledby={labelId}
        value={from.address}
        selectedOptions={[from.address]}
        onOptionSelect={(_, { optionValue }) => {
          if (optionValue !== undefined) onChange(sharedIdentity(optionValue) ?? OWNER);
        }}
      >
        <Option value={OWNER.address} text={OWNER.address}>
          <TwoLines first={OWNER.address} second={OWNER.name} />
        </Option>
        {SHARED_MAILBOXES.map(({ address, label }) => (
          <Option key={address} value={address} text={address}>
            <TwoLines first={address} second={`${label[language]} · ${texts.compose.sharedMailbox}`} />
          </Option>
        ))}
      </Dropdown>
    </div>
  );
}

function TwoLines({ first, second }: { readonly first: string; readonly second: string }): ReactElement {
  const styles = useStyles();
  return (
    <span className={styles.lines}>
      <span>{first}</span>
      <span className={styles.second}>{second}</span>
    </span>
  );
}

const useStyles = makeStyles({
  dropdown: { minWidth: '240px', marginLeft: '-4px', backgroundColor: 'transparent' },
  lines: { display: 'flex', flexDirection: 'column' },
  second: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});
