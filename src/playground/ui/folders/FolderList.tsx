import { Button, CounterBadge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Compose20Regular } from '@fluentui/react-icons/svg/compose';
import { Drafts20Regular } from '@fluentui/react-icons/svg/drafts';
import { Send20Regular } from '@fluentui/react-icons/svg/send';
import type { ReactElement } from 'react';
import { OWNER } from '../people.ts';
import { useTexts } from '../text/language.ts';
import { useMailWindow, useMailWindowState, useMailbox } from '../use-mail-window.ts';

export function FolderList(): ReactElement {
  const mail = useMailWindow();
  const { view } = useMailWindowState();
  const { drafts, sent } = useMailbox();
  const texts = useTexts();
  const styles = useStyles();
  const saved = drafts.filter((draft) => draft.isSaved).length;
  return (
    <nav className={styles.list} aria-label={texts.folders.label}>
      <Button
        className={styles.compose}
        appearance="primary"
        icon={<Compose20Regular />}
        title={texts.newMail}
        onClick={mail.newMail}
      >
        <span className={styles.word}>{texts.newMail}</span>
      </Button>
      <p className={styles.account} title={OWNER.address}>
        {OWNER.address}
      </p>
      <Folder
        name={texts.folders.drafts}
        icon={<Drafts20Regular />}
        count={saved}
        isOpen={view.kind === 'drafts'}
        onOpen={() => {
          mail.openFolder('drafts');
        }}
      />
      <Folder
        name={texts.folders.sent}
        icon={<Send20Regular />}
        count={sent.length}
        isOpen={view.kind === 'sent'}
        onOpen={() => {
          mail.openFolder('sent');
        }}
      />
    </nav>
  );
}

interface FolderProps {
  readonly name: string;
  readonly icon: ReactElement;
  readonly count: number;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function Folder({ name, icon, count, isOpen, onOpen }: FolderProps): ReactElement {
  const styles = useStyles();
  return (
    <Button
      appearance="subtle"
      className={mergeClasses(styles.folder, isOpen && styles.open)}
      icon={icon}
      title={name}
      aria-current={isOpen ? 'page' : undefined}
      onClick={onOpen}
    >
      <span className={mergeClasses(styles.name, styles.word)}>{name}</span>
      {count > 0 && (
        <CounterBadge
          className={styles.badge}
          aria-hidden
          appearance="ghost"
          color="informative"
          count={count}
          overflowCount={999}
        />
      )}
    </Button>
  );
}

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    flexShrink: 0,
    width: '208px',
    boxSizing: 'border-box',
    padding: '12px',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    '@media (max-width: 1099px)': { width: '168px' },
    '@media (max-width: 999px)': { width: '56px', padding: '12px 8px' },
  },
  compose: { minWidth: 0 },
  /** In a narrow window the icons stand alone; the words stay for screen readers. */
  word: {
    '@media (max-width: 999px)': {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    },
  },
  badge: { '@media (max-width: 999px)': { display: 'none' } },
  account: {
    '@media (max-width: 999px)': { display: 'none' },
    margin: '12px 4px 4px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
  folder: {
    justifyContent: 'flex-start',
    minWidth: 0,
    paddingInline: '8px',
    fontWeight: tokens.fontWeightRegular,
  },
  open: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    fontWeight: tokens.fontWeightSemibold,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected },
  },
  name: { flexGrow: 1, textAlign: 'left' },
});
