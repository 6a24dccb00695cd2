import { Button, Spinner, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { Pin20Filled, Pin20Regular } from '@fluentui/react-icons/svg/pin';
import type { ReactElement } from 'react';
import { useTexts } from '../text/language.ts';
import { useMailWindow, useMailWindowState } from '../use-mail-window.ts';
import { PaneFrame } from './PaneFrame.tsx';
import { PaneResizer } from './PaneResizer.tsx';
import { PaneUnreachable } from './PaneUnreachable.tsx';
import { FOCUS_STOPS } from './leave-pane.ts';

/** The add-in's place at the right of the mail. */
export function TaskPane(): ReactElement | null {
  const mail = useMailWindow();
  const { manifest, host, pane, reach, settings } = useMailWindowState();
  const texts = useTexts();
  const styles = useStyles();
  if (!pane.isOpen || host === undefined) return null;
  const command = manifest.commands.find((each) => each.commandId === pane.commandId) ?? manifest.commands[0];
  const isPinned = settings.isPanePinned;
  return (
    <aside
      className={mergeClasses(styles.pane)}
      style={{ width: settings.paneWidth }}
      aria-label={texts.pane.label(manifest.displayName)}
    >
      <PaneResizer
        width={settings.paneWidth}
        onChange={(paneWidth) => {
          mail.changeSettings({ paneWidth });
        }}
      />
      <header className={styles.head}>
        <img className={styles.icon} src={command?.icons[16] ?? manifest.iconUrl} alt="" />
        <h2 className={styles.title}>{manifest.displayName}</h2>
        {command?.isPinnable === true && (
          <Button
            appearance="subtle"
            size="small"
            icon={isPinned ? <Pin20Filled /> : <Pin20Regular />}
            aria-label={isPinned ? texts.pane.unpin : texts.pane.pin}
            onClick={() => {
              mail.changeSettings({ isPanePinned: !isPinned });
            }}
          />
        )}
        <Button
          appearance="subtle"
          size="small"
          icon={<Dismiss20Regular />}
          id={FOCUS_STOPS.beforePane}
          aria-label={texts.pane.close}
          onClick={mail.closePane}
        />
      </header>
      {reach === 'checking' && (
        <Spinner className={styles.wait} label={texts.pane.loading} labelPosition="below" />
      )}
      {reach === 'unreachable' && (
        <PaneUnreachable url={manifest.iconUrl} onRetry={() => void mail.retryReach()} />
      )}
      {reach === 'reachable' && (
        <PaneFrame key={pane.serial} host={host} pane={pane} title={manifest.displayName} />
      )}
    </aside>
  );
}

const useStyles = makeStyles({
  pane: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    boxSizing: 'border-box',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 899px)': {
      position: 'absolute',
      insetBlock: 0,
      right: 0,
      zIndex: 3,
      maxWidth: '100%',
      boxShadow: tokens.shadow28,
    },
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    height: '44px',
    flexShrink: 0,
    paddingInline: '16px 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { width: '16px', height: '16px' },
  title: {
    flexGrow: 1,
    margin: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  wait: { marginTop: '48px' },
});
