import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import { Info20Regular } from '@fluentui/react-icons/svg/info';
import { Spinner } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { PlaygroundNotification } from '../../model/types.ts';
import { TEST_IDS } from '../test-ids.ts';
import { useTexts } from '../text/language.ts';
import { AddinWords } from './AddinWords.tsx';

interface NotificationBarProps {
  readonly notifications: readonly PlaygroundNotification[];
  readonly addinName: string;
  readonly addinIcon: string | undefined;
  readonly onAction: (key: string) => void;
  readonly onDismiss: (key: string) => void;
}

/** The add-in's notices under the ribbon. */
export function NotificationBar(props: NotificationBarProps): ReactElement {
  const { notifications, addinName, addinIcon } = props;
  const texts = useTexts();
  const styles = useStyles();
  return (
    <section aria-label={texts.notices.label} aria-live="polite">
      {notifications.map((notice) => (
        <div
          key={notice.key}
          className={mergeClasses(styles.bar, notice.kind === 'errorMessage' && styles.error)}
          data-testid={TEST_IDS.notification}
          data-kind={notice.kind}
        >
          <span className={styles.icon} aria-hidden>
            <NoticeIcon notice={notice} addinIcon={addinIcon} />
          </span>
          <span className={styles.message}>
            <span className={styles.sender} title={texts.notices.from(addinName)}>
              {addinName}:
            </span>{' '}
            <AddinWords text={notice.message} />{' '}
            {notice.action !== undefined && (
              <Link
                as="button"
                inline
                onClick={() => {
                  props.onAction(notice.key);
                }}
              >
                {notice.action.actionText}
              </Link>
            )}
          </span>
          {notice.kind !== 'progressIndicator' && (
            <Button
              appearance="transparent"
              size="small"
              icon={<Dismiss16Regular />}
              aria-label={`${texts.notices.dismiss}: ${notice.message}`}
              onClick={() => {
                props.onDismiss(notice.key);
              }}
            />
          )}
        </div>
      ))}
    </section>
  );
}

function NoticeIcon(props: {
  readonly notice: PlaygroundNotification;
  readonly addinIcon: string | undefined;
}): ReactElement {
  const { notice, addinIcon } = props;
  const styles = useStyles();
  if (notice.kind === 'progressIndicator') return <Spinner size="extra-tiny" />;
  if (notice.kind === 'errorMessage') return <ErrorCircle20Filled className={styles.errorIcon} />;
  const hasOwnIcon = notice.icon !== undefined && addinIcon !== undefined;
  return hasOwnIcon ? <img className={styles.own} src={addinIcon} alt="" /> : <Info20Regular />;
}

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'flex-start',
    columnGap: tokens.spacingHorizontalS,
    padding: '6px 12px 6px 20px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
    lineHeight: '24px',
  },
  error: { backgroundColor: tokens.colorPaletteRedBackground1 },
  icon: { display: 'grid', placeItems: 'center', flexShrink: 0, width: '20px', height: '24px' },
  own: { width: '16px', height: '16px' },
  errorIcon: { color: tokens.colorPaletteRedForeground1 },
  message: { flexGrow: 1, minWidth: 0 },
  sender: { fontWeight: tokens.fontWeightSemibold },
});
