import { Avatar, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { MailIdentity, PlaygroundRecipient, SentMail } from '../../model/types.ts';
import { AttachmentList } from '../attachments/AttachmentList.tsx';
import { sanitiseHtml } from '../body/sanitise-html.ts';
import { TEST_IDS } from '../test-ids.ts';
import { formatInstant, useLanguage, useTexts } from '../text/language.ts';

const LINES = ['to', 'cc', 'bcc'] as const;

/** What would leave: every part of a sent mail. */
export function ReadingView(props: { readonly mail: SentMail; readonly isJustSent: boolean }): ReactElement {
  const { mail, isJustSent } = props;
  const texts = useTexts();
  const language = useLanguage();
  const styles = useStyles();
  const headers = Object.entries(mail.internetHeaders);
  return (
    <article className={styles.article} aria-label={texts.sent.reading}>
      {isJustSent && (
        <MessageBar intent="success">
          <MessageBarBody>{texts.sent.just}</MessageBarBody>
        </MessageBar>
      )}
      <h2 className={styles.subject}>{mail.subject === '' ? texts.compose.noSubject : mail.subject}</h2>
      <div className={styles.head}>
        <Avatar aria-hidden name={mail.from.name} color="colorful" size={40} />
        <dl className={styles.facts}>
          <dt className={styles.term}>{texts.compose.from}</dt>
          <dd className={styles.value}>{written(mail.from)}</dd>
          {LINES.filter((line) => mail[line].length > 0).map((line) => (
            <Line key={line} label={texts.compose.lines[line]} recipients={mail[line]} />
          ))}
        </dl>
        <time className={styles.time} dateTime={new Date(mail.sentAt).toISOString()}>
          {formatInstant(mail.sentAt, language)}
        </time>
      </div>
      <AttachmentList attachments={mail.attachments} />
      <iframe
        className={styles.body}
        title={texts.sent.body}
        sandbox=""
        srcDoc={bodyPage(mail.bodyHtml)}
        data-testid={TEST_IDS.sentBody}
      />
      <section className={styles.headers} aria-labelledby="internet-headers">
        <h3 id="internet-headers" className={styles.headersTitle}>
          {texts.sent.headers}
        </h3>
        {headers.length === 0 && <p className={styles.none}>{texts.sent.noHeaders}</p>}
        <dl className={styles.headerList}>
          {headers.map(([name, value]) => (
            <div key={name} className={styles.header} data-testid={TEST_IDS.sentHeader}>
              <dt className={styles.headerName}>{name}:</dt>
              <dd className={styles.value}>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </article>
  );
}

function Line(props: {
  readonly label: string;
  readonly recipients: readonly PlaygroundRecipient[];
}): ReactElement {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.term}>{props.label}</dt>
      <dd className={styles.value}>{props.recipients.map(written).join('; ')}</dd>
    </>
  );
}

function written({ name, address }: MailIdentity): string {
  if (address === '') return name;
  return name === '' || name === address ? address : `${name} <${address}>`;
}

/** Paper is white in every theme, as mail is; no script, no style of the sender's. */
function bodyPage(html: string): string {
  return `<!doctype html><meta charset="utf-8"><body bgcolor="#ffffff" text="#242424"><font face="Segoe UI, Helvetica, Arial, sans-serif">${sanitiseHtml(html)}</font></body>`;
}

const useStyles = makeStyles({
  article: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    padding: '16px 24px',
  },
  subject: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  head: { display: 'flex', alignItems: 'flex-start', columnGap: tokens.spacingHorizontalM },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalM,
    rowGap: '2px',
    flexGrow: 1,
    minWidth: 0,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  time: { flexShrink: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  body: {
    width: '100%',
    minHeight: '260px',
    boxSizing: 'border-box',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: '#ffffff',
  },
  headers: {
    padding: '12px 16px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  headersTitle: { margin: 0, fontSize: tokens.fontSizeBase300 },
  headerList: { margin: '6px 0 0', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  header: { display: 'flex', columnGap: tokens.spacingHorizontalS },
  headerName: { flexShrink: 0 },
  none: { margin: '6px 0 0', color: tokens.colorNeutralForeground3 },
});
