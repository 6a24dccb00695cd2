import { Button, mergeClasses } from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import type { ReactElement } from 'react';
import { recipientsOf } from '../draft-checks.ts';
import { shownName } from '../recipients/resolve-recipients.ts';
import { useTexts } from '../text/language.ts';
import { useMailWindow, useMailbox } from '../use-mail-window.ts';
import { useFolderStyles } from './folder-styles.ts';

export function DraftsFolder(): ReactElement {
  const mail = useMailWindow();
  const { drafts } = useMailbox();
  const texts = useTexts();
  const styles = useFolderStyles();
  const saved = drafts.filter((draft) => draft.isSaved).reverse();
  return (
    <main className={styles.folder} aria-label={texts.drafts.label}>
      <div className={mergeClasses(styles.column)}>
        <h2 className={styles.heading}>{texts.drafts.label}</h2>
        {saved.length === 0 && <p className={styles.empty}>{texts.drafts.empty}</p>}
        <ul className={styles.list} aria-label={texts.drafts.label}>
          {saved.map((draft) => {
            const names = recipientsOf(draft).map(shownName).join('; ');
            const subject = draft.subject === '' ? texts.compose.noSubject : draft.subject;
            return (
              <li key={draft.id} className={styles.item}>
                <button
                  type="button"
                  className={styles.open}
                  onClick={() => {
                    mail.openDraft(draft.id);
                  }}
                >
                  <span className={styles.who}>{names === '' ? texts.drafts.noRecipients : names}</span>
                  <span className={styles.what}>{subject}</span>
                </button>
                <Button
                  appearance="subtle"
                  icon={<Delete20Regular />}
                  aria-label={texts.drafts.remove(subject)}
                  onClick={() => {
                    mail.store.removeDraft(draft.id);
                  }}
                />
              </li>
            );
          })}
        </ul>
      </div>
      <div className={styles.rest}>
        {saved.length > 0 && <p className={styles.choose}>{texts.drafts.choose}</p>}
      </div>
    </main>
  );
}
