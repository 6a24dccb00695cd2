import { makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactElement } from 'react';
import { useTexts } from '../text/language.ts';
import { useComposeStyles } from './compose-styles.ts';

interface SubjectFieldProps {
  readonly subject: string;
  readonly onChange: (subject: string) => void;
}

export function SubjectField({ subject, onChange }: SubjectFieldProps): ReactElement {
  const texts = useTexts();
  const row = useComposeStyles();
  const styles = useStyles();
  const id = useId();
  return (
    <div className={row.row}>
      <label className={row.label} htmlFor={id}>
        {texts.compose.subject}
      </label>
      <input
        id={id}
        className={styles.input}
        value={subject}
        maxLength={255}
        autoComplete="off"
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </div>
  );
}

const useStyles = makeStyles({
  input: {
    flexGrow: 1,
    minWidth: 0,
    padding: 0,
    border: 'none',
    outlineStyle: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
});
