import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Spinner,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SendChoice, SendDialog, SendState } from '../../model/types.ts';
import { TEST_IDS } from '../test-ids.ts';
import { useTexts } from '../text/language.ts';
import type { Texts } from '../text/texts.ts';
import { AddinWords } from './AddinWords.tsx';
import { Markdown } from './Markdown.tsx';

interface SmartAlertProps {
  readonly send: SendState;
  readonly addinName: string;
  readonly addinIcon: string | undefined;
  readonly onChoose: (choice: SendChoice) => void;
}

/** Outlook's dialog over the compose window while an add-in checks the mail, and when it says no. */
export function SmartAlert({ send, addinName, addinIcon, onChoose }: SmartAlertProps): ReactElement | null {
  const texts = useTexts();
  const styles = useStyles();
  const asked = send.phase === 'waiting' || send.phase === 'asking' ? send.dialog : undefined;
  const [last, setLast] = useState(asked);
  if (asked !== undefined && asked !== last) setLast(asked);
  const dialog = asked ?? last;
  if (dialog === undefined) return null;
  // It is closed, not taken away: only then does Fluent UI show the page behind it to screen readers again.
  return (
    <Dialog
      open={asked !== undefined}
      modalType="alert"
      onOpenChange={(_, { type }) => {
        const way = wayOut(dialog);
        if (type === 'escapeKeyDown' && way !== undefined) onChoose(way);
      }}
    >
      <DialogSurface className={styles.surface} data-reason={dialog.reason}>
        <DialogBody>
          <DialogTitle className={styles.title}>
            {addinIcon !== undefined && <img className={styles.icon} src={addinIcon} alt="" />}
            {texts.alert.title[dialog.reason](addinName)}
          </DialogTitle>
          <DialogContent>
            <div className={styles.message} data-testid={TEST_IDS.smartAlertMessage}>
              <AlertMessage dialog={dialog} addinName={addinName} />
            </div>
            {dialog.reason === 'taking-long' && <Spinner className={styles.spinner} size="tiny" />}
          </DialogContent>
          <DialogActions fluid>
            {dialog.choices.map((choice, index) => (
              <Button
                key={choice}
                appearance={index === primaryIndex(dialog) ? 'primary' : 'secondary'}
                onClick={() => {
                  onChoose(choice);
                }}
              >
                {labelOf(choice, dialog, texts)}
              </Button>
            ))}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function AlertMessage({
  dialog,
  addinName,
}: {
  readonly dialog: SendDialog;
  readonly addinName: string;
}): ReactElement {
  const texts = useTexts();
  if (dialog.markdown !== undefined) return <Markdown text={dialog.markdown} />;
  const sentences = dialog.message === '' ? texts.alert.body[dialog.reason](addinName) : dialog.message;
  return (
    <>
      {sentences.split(/\r\n|\r|\n/).map((line, index) => (
        <p key={index}>
          <AddinWords text={line} />
        </p>
      ))}
    </>
  );
}

/** The add-in may name one button: Take Action on the web and on Windows, Don't Send on Mac. */
function labelOf(choice: SendChoice, dialog: SendDialog, texts: Texts): string {
  const own = {
    takeAction: dialog.actionLabel,
    dontSend: dialog.cancelLabel,
    sendAnyway: undefined,
    tryLater: undefined,
  };
  return own[choice] ?? texts.alert.choice[choice];
}

/** The safe way on stands out: solving it, else not sending. */
function primaryIndex({ choices }: SendDialog): number {
  const best = choices.indexOf('takeAction');
  return best >= 0 ? best : choices.length - 1;
}

function wayOut({ choices }: SendDialog): SendChoice | undefined {
  return choices.find((choice) => choice === 'dontSend') ?? choices.find((choice) => choice === 'tryLater');
}

const useStyles = makeStyles({
  surface: { maxWidth: '480px' },
  title: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  icon: { width: '24px', height: '24px' },
  message: {
    overflowWrap: 'anywhere',
    '& p': { marginBlock: '0 8px' },
    '& ul, & ol': { marginBlock: '0 8px', paddingLeft: '24px' },
  },
  spinner: { justifyContent: 'flex-start' },
});
