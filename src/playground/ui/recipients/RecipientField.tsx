import { makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactElement } from 'react';
import type { PlaygroundRecipient, RecipientLine } from '../../model/types.ts';
import { useComposeStyles } from '../compose/compose-styles.ts';
import { TEST_IDS } from '../test-ids.ts';
import { useTexts } from '../text/language.ts';
import { RecipientChip } from './RecipientChip.tsx';
import { useRecipientLine } from './use-recipient-line.ts';
import type { RecipientLineProps } from './use-recipient-line.ts';

/** One of To, Cc, Bcc: chips and a box for more. */
export function RecipientField(props: RecipientLineProps & { readonly line: RecipientLine }): ReactElement {
  const { line, recipients } = props;
  const texts = useTexts();
  const styles = useStyles();
  const row = useComposeStyles();
  const inputId = useId();
  const { inputRef, chipRef, ...field } = useRecipientLine(props);
  const label = texts.compose.lines[line];
  return (
    <div className={row.row} data-testid={TEST_IDS.recipientLine[line]}>
      <label className={row.label} htmlFor={inputId}>
        {label}
      </label>
      <div
        className={styles.well}
        onClick={(event) => {
          if (event.target === event.currentTarget) inputRef.current?.focus();
        }}
      >
        {recipients.length > 0 && (
          <ul className={styles.chips} aria-label={texts.recipient.count(label, recipients.length)}>
            {recipients.map((recipient, index) => (
              <RecipientChip
                key={keyAt(recipients, index)}
                recipient={recipient}
                isTabStop={index === field.tabStop}
                buttonRef={chipRef(index)}
                onRemove={() => {
                  field.remove(index);
                }}
                onEdit={() => {
                  field.edit(index);
                }}
                onKeyDown={field.onChipKeyDown(index)}
              />
            ))}
          </ul>
        )}
        <input
          id={inputId}
          ref={inputRef}
          className={styles.input}
          value={field.text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            field.setText(event.target.value);
          }}
          onKeyDown={field.onInputKeyDown}
          onPaste={field.onPaste}
          onBlur={field.onBlur}
        />
      </div>
    </div>
  );
}

/** Stays the same while others come and go, so that the focus does; only twins need their place. */
function keyAt(recipients: readonly PlaygroundRecipient[], index: number): string {
  const identity = ({ address, name }: PlaygroundRecipient): string => `${address}|${name}`;
  const keys = recipients.map(identity);
  const key = keys[index] ?? '';
  return keys.indexOf(key) === index ? key : `${key}|${index}`;
}

const useStyles = makeStyles({
  well: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    flexGrow: 1,
    minWidth: 0,
    maxHeight: '140px',
    overflowY: 'auto',
    paddingBlock: '3px',
    cursor: 'text',
  },
  chips: { display: 'contents', listStyleType: 'none' },
  input: {
    flexGrow: 1,
    // Little enough to stand beside a chip as long as the line.
    width: '16px',
    minWidth: '16px',
    height: '24px',
    padding: 0,
    border: 'none',
    outlineStyle: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
  },
});
