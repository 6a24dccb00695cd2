import { mergeClasses } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { SentMail } from '../../model/types.ts';
import { shownName } from '../recipients/resolve-recipients.ts';
import { formatInstant, useLanguage, useTexts } from '../text/language.ts';
import { useMailWindow, useMailWindowState, useMailbox } from '../use-mail-window.ts';
import { ReadingView } from './ReadingView.tsx';
import { useFolderStyles } from './folder-styles.ts';

export function SentFolder(): ReactElement {
  const mail = useMailWindow();
  const { view } = useMailWindowState();
  const { sent } = useMailbox();
  const texts = useTexts();
  const styles = useFolderStyles();
  const chosen = view.kind === 'sent' ? sent.find(({ id }) => id === view.mailId) : undefined;
  const isJustSent = view.kind === 'sent' && view.isJustSent === true;
  return (
    <main className={styles.folder} aria-label={texts.sent.label}>
      <div className={styles.column}>
        <h2 className={styles.heading}>{texts.sent.label}</h2>
        {sent.length === 0 && <p className={styles.empty}>{texts.sent.empty}</p>}
        <ul className={styles.list} aria-label={texts.sent.label}>
          {sent.map((each) => (
            <SentItem
              key={each.id}
              mail={each}
              isChosen={each === chosen}
              onChoose={() => {
                mail.readSent(each.id);
              }}
            />
          ))}
        </ul>
      </div>
      <div className={styles.rest}>
        {chosen === undefined ? (
          <p className={styles.choose}>{sent.length === 0 ? '' : texts.sent.choose}</p>
        ) : (
          <ReadingView mail={chosen} isJustSent={isJustSent} />
        )}
      </div>
    </main>
  );
}

interface SentItemProps {
  readonly mail: SentMail;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function SentItem({ mail, isChosen, onChoose }: SentItemProps): ReactElement {
  const texts = useTexts();
  const language = useLanguage();
  const styles = useFolderStyles();
  return (
    <li className={mergeClasses(styles.item, isChosen && styles.chosen)}>
      <button
        type="button"
        className={styles.open}
        aria-current={isChosen ? 'true' : undefined}
        onClick={onChoose}
      >
        <span className={styles.who}>{[...mail.to, ...mail.cc, ...mail.bcc].map(shownName).join('; ')}</span>
        <span className={styles.what}>{mail.subject === '' ? texts.compose.noSubject : mail.subject}</span>
        <span className={styles.when}>{formatInstant(mail.sentAt, language)}</span>
      </button>
    </li>
  );
}
