import {
  Badge,
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons/svg/add';
import type { ReactElement } from 'react';
import type { RecipientLine } from '../../model/types.ts';
import type { SampleAddress } from '../../world/addresses.ts';
import { TEST_IDS } from '../test-ids.ts';
import { useLanguage, useTexts } from '../text/language.ts';

interface SampleRowProps {
  readonly sample: SampleAddress;
  /** Word for its class. */
  readonly word: string;
  readonly onAdd: (line: RecipientLine) => void;
}

export function SampleRow({ sample, word, onAdd }: SampleRowProps): ReactElement {
  const texts = useTexts();
  const language = useLanguage();
  const styles = useStyles();
  const shown = sample.address === '' ? sample.name : sample.address;
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.add}
        aria-label={texts.drawer.addTo(shown)}
        aria-describedby={`sample-${sample.id}`}
        data-testid={`${TEST_IDS.sampleAddress}-${sample.id}`}
        onClick={(event) => {
          onAdd(event.shiftKey ? 'cc' : 'to');
        }}
      >
        {shown}
      </button>
      <span className={styles.explanation} id={`sample-${sample.id}`}>
        <Badge className={styles.word} appearance="outline" color="informative" size="small">
          {word}
        </Badge>
        {sample.explanation[language]}
      </span>
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button
            className={styles.elsewhere}
            appearance="subtle"
            size="small"
            icon={<Add16Regular />}
            aria-label={texts.drawer.addElsewhere(shown)}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {(['to', 'cc', 'bcc'] as const).map((line) => (
              <MenuItem
                key={line}
                onClick={() => {
                  onAdd(line);
                }}
              >
                {texts.compose.lines[line]}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
    </li>
  );
}

const useStyles = makeStyles({
  row: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    rowGap: '2px',
    alignItems: 'center',
    padding: '8px 4px 8px 10px',
    '& + li': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-within': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  add: {
    padding: 0,
    overflow: 'hidden',
    border: 'none',
    backgroundColor: 'transparent',
    color: 'inherit',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    textAlign: 'left',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    // The whole row answers to the pointer, the explanation too.
    '::after': { content: '""', position: 'absolute', inset: 0 },
  },
  explanation: {
    gridColumnStart: 1,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
  },
  elsewhere: { gridColumnStart: 2, gridRowStart: 1, gridRowEnd: 3, zIndex: 1 },
  word: { marginRight: '6px' },
});
