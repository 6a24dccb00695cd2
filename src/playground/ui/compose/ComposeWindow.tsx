import {
  Button,
  MessageBar,
  MessageBarBody,
  ProgressBar,
  makeStyles,
  tokens,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { Send20Filled } from '@fluentui/react-icons/svg/send';
import type { KeyboardEvent, ReactElement } from 'react';
import type { PlaygroundDraft } from '../../model/types.ts';
import { AttachmentList } from '../attachments/AttachmentList.tsx';
import { BodyEditor } from '../body/BodyEditor.tsx';
import type { EditorPort } from '../body/editor-port.ts';
import { hasContent } from '../draft-checks.ts';
import type { SendProblem } from '../draft-checks.ts';
import { DIRECTORY } from '../people.ts';
import { RecipientField } from '../recipients/RecipientField.tsx';
import { TEST_IDS } from '../test-ids.ts';
import { useTexts } from '../text/language.ts';
import { useMailWindow, useMailWindowState } from '../use-mail-window.ts';
import { FromPicker } from './FromPicker.tsx';
import { NotificationBar } from './NotificationBar.tsx';
import { Ribbon } from './Ribbon.tsx';
import { SubjectField } from './SubjectField.tsx';
import { TryHint } from './TryHint.tsx';
import { UnreachableBar } from './UnreachableBar.tsx';
import { useAttach } from './use-attach.ts';

const LINES = ['to', 'cc', 'bcc'] as const;

/** The mail being written. */
export function ComposeWindow(props: {
  readonly draft: PlaygroundDraft;
  readonly editorPort: EditorPort;
}): ReactElement {
  const { draft, editorPort } = props;
  const mail = useMailWindow();
  const { manifest, host, send, pane, problem, reach, settings } = useMailWindowState();
  const texts = useTexts();
  const styles = useStyles();
  const attach = useAttach(mail);
  const isBusy = send.phase !== 'writing';
  const [firstCommand] = manifest.commands;
  const afterDialog = useRestoreFocusTarget();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isBusy) return;
    event.preventDefault();
    mail.pressSend();
  };
  return (
    <main
      className={styles.window}
      aria-label={texts.compose.label}
      onKeyDown={onKeyDown}
      {...attach.handlers}
    >
      <Ribbon
        commands={manifest.commands}
        openCommandId={pane.isOpen ? (pane.commandId ?? firstCommand?.commandId) : undefined}
        onCommand={({ commandId }) => {
          mail.openPane({ commandId });
        }}
        onAttach={attach.choose}
        onSave={mail.saveDraft}
        onDiscard={mail.discard}
      />
      <div className={styles.progress}>
        {send.phase === 'checking' && (
          <ProgressBar aria-label={texts.alert.checking(manifest.displayName)} thickness="medium" />
        )}
      </div>
      <NotificationBar
        notifications={draft.notifications}
        addinName={manifest.displayName}
        addinIcon={firstCommand?.icons[16]}
        onAction={(key) => host?.pressNotification(key)}
        onDismiss={(key) => host?.dismissNotification(key)}
      />
      {reach === 'unreachable' && !pane.isOpen && (
        <UnreachableBar url={manifest.iconUrl} onRetry={() => void mail.retryReach()} />
      )}
      {problem !== undefined && <ProblemBar problem={problem} />}
      {attach.tooLarge.map((name) => (
        <MessageBar key={name} intent="warning" shape="square">
          <MessageBarBody>{texts.attachments.tooLarge(name)}</MessageBarBody>
        </MessageBar>
      ))}
      <div className={styles.form}>
        <div className={styles.head}>
          <Button
            appearance="primary"
            icon={<Send20Filled />}
            disabledFocusable={isBusy}
            aria-keyshortcuts="Control+Enter"
            onClick={mail.pressSend}
            {...afterDialog}
          >
            {texts.compose.send}
          </Button>
          <span className={styles.saved} data-testid={TEST_IDS.draftState} role="status">
            {draft.isSaved ? texts.compose.saved : ''}
          </span>
        </div>
        <FromPicker
          from={draft.from}
          onChange={(from) => {
            mail.edit((now) => ({ ...now, from }));
          }}
        />
        {LINES.map((line) => (
          <RecipientField
            key={line}
            line={line}
            recipients={draft[line]}
            directory={DIRECTORY}
            onChange={(recipients) => {
              mail.edit((now) => ({ ...now, [line]: recipients }));
            }}
          />
        ))}
        <SubjectField
          subject={draft.subject}
          onChange={(subject) => {
            mail.edit((now) => ({ ...now, subject }));
          }}
        />
        <AttachmentList attachments={draft.attachments} onRemove={attach.remove} />
        <BodyEditor
          key={draft.id}
          html={draft.bodyHtml}
          editorPort={editorPort}
          onChange={(bodyHtml) => {
            mail.edit((now) => ({ ...now, bodyHtml }));
          }}
        />
      </div>
      {!settings.isHintClosed && !draft.isSaved && !hasContent(draft) && <TryHint />}
      {attach.isOver && <div className={styles.drop}>{texts.compose.dropHere}</div>}
      <span hidden data-testid={TEST_IDS.sendState} data-phase={send.phase} />
    </main>
  );
}

function ProblemBar({ problem }: { readonly problem: SendProblem }): ReactElement {
  const texts = useTexts();
  const sentence =
    problem.kind === 'noRecipients'
      ? texts.compose.noRecipients
      : texts.compose.unresolved(problem.names.join(', '));
  return (
    <MessageBar intent="error" shape="square" politeness="assertive">
      <MessageBarBody>{sentence}</MessageBarBody>
    </MessageBar>
  );
}

const useStyles = makeStyles({
  window: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  progress: { height: '3px', marginTop: '-3px' },
  form: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: '12px 20px 20px',
  },
  head: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalL, paddingBottom: '8px' },
  saved: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, whiteSpace: 'nowrap' },
  drop: {
    position: 'absolute',
    inset: '8px',
    display: 'grid',
    placeItems: 'center',
    border: `2px dashed ${tokens.colorBrandStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackgroundAlpha2,
    fontSize: tokens.fontSizeBase500,
    pointerEvents: 'none',
  },
});
