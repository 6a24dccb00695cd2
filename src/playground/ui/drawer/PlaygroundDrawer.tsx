import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowReset20Regular } from '@fluentui/react-icons/svg/arrow-reset';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import type { ReactElement } from 'react';
import { useTexts } from '../text/language.ts';
import { useMailWindow, useMailWindowState } from '../use-mail-window.ts';
import { ClientControls } from './ClientControls.tsx';
import { NetworkControls } from './NetworkControls.tsx';
import { SampleAddresses } from './SampleAddresses.tsx';
import { SceneControls } from './SceneControls.tsx';

/** What a test bench has and a mail program has not; closed until asked for. */
export function PlaygroundDrawer({ onReset }: { readonly onReset: () => void }): ReactElement | null {
  const mail = useMailWindow();
  const { settings } = useMailWindowState();
  const texts = useTexts();
  const styles = useStyles();
  if (!settings.isDrawerOpen) return null;
  return (
    <aside className={styles.drawer} aria-label={texts.drawer.title} id="playground-drawer">
      <header className={styles.head}>
        <h2 className={styles.title}>{texts.drawer.title}</h2>
        <Button
          appearance="subtle"
          icon={<Dismiss20Regular />}
          aria-label={texts.drawer.close}
          onClick={() => {
            mail.changeSettings({ isDrawerOpen: false });
          }}
        />
      </header>
      <div className={styles.content}>
        <p className={styles.intro}>{texts.drawer.intro}</p>
        <SceneControls />
        <SampleAddresses />
        <ClientControls />
        <NetworkControls />
        <Button className={styles.reset} icon={<ArrowReset20Regular />} onClick={onReset}>
          {texts.drawer.reset}
        </Button>
      </div>
    </aside>
  );
}

const useStyles = makeStyles({
  drawer: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    width: '328px',
    boxSizing: 'border-box',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 1099px)': {
      position: 'absolute',
      insetBlock: 0,
      left: 0,
      zIndex: 4,
      boxShadow: tokens.shadow28,
    },
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    flexShrink: 0,
    height: '44px',
    paddingInline: '16px 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  content: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    padding: '12px 16px 20px',
    overflowY: 'auto',
  },
  intro: { margin: 0, color: tokens.colorNeutralForeground3, lineHeight: tokens.lineHeightBase300 },
  reset: { alignSelf: 'flex-start', flexShrink: 0 },
});
