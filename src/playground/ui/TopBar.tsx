import { Avatar, Button, makeStyles, tokens } from '@fluentui/react-components';
import { Beaker20Regular } from '@fluentui/react-icons/svg/beaker';
import { Mail24Filled } from '@fluentui/react-icons/svg/mail';
import type { ReactElement } from 'react';
import { OWNER } from './people.ts';
import { useTexts } from './text/language.ts';
import { useMailWindow, useMailWindowState } from './use-mail-window.ts';

export function TopBar(): ReactElement {
  const mail = useMailWindow();
  const { settings } = useMailWindowState();
  const texts = useTexts();
  const styles = useStyles();
  return (
    <header className={styles.bar}>
      <Button
        className={styles.button}
        appearance="transparent"
        icon={<Beaker20Regular />}
        aria-expanded={settings.isDrawerOpen}
        aria-controls="playground-drawer"
        onClick={() => {
          mail.changeSettings({ isDrawerOpen: !settings.isDrawerOpen });
        }}
      >
        {texts.drawer.open}
      </Button>
      <Mail24Filled aria-hidden />
      <h1 className={styles.product}>{texts.product}</h1>
      <span className={styles.client}>{texts.clients[settings.profile]}</span>
      <span className={styles.gap} />
      <Avatar name={OWNER.name} size={28} color="neutral" />
    </header>
  );
}

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    flexShrink: 0,
    height: '48px',
    boxSizing: 'border-box',
    paddingInline: '16px',
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  product: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  client: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  gap: { flexGrow: 1 },
  button: { color: tokens.colorNeutralForeground1 },
});
