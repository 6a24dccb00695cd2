import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { Document20Regular } from '@fluentui/react-icons/svg/document';
import type { ReactElement } from 'react';
import type { PlaygroundAttachment } from '../../model/types.ts';
import { TEST_IDS } from '../test-ids.ts';
import { LOCALES, useLanguage, useTexts } from '../text/language.ts';
import { formatSize } from './read-files.ts';

interface AttachmentListProps {
  readonly attachments: readonly PlaygroundAttachment[];
  /** Absent where nothing can be changed any more. */
  readonly onRemove?: (id: string) => void;
}

export function AttachmentList({ attachments, onRemove }: AttachmentListProps): ReactElement | null {
  const texts = useTexts();
  const language = useLanguage();
  const styles = useStyles();
  if (attachments.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={texts.attachments.label}>
      {attachments.map(({ id, name, size }) => (
        <li key={id} className={styles.card} data-testid={TEST_IDS.attachment}>
          <Document20Regular aria-hidden className={styles.icon} />
          <span className={styles.words}>
            <span className={styles.name} title={name}>
              {name}
            </span>
            <span className={styles.size}>{formatSize(size, LOCALES[language])}</span>
          </span>
          {onRemove !== undefined && (
            <Button
              appearance="subtle"
              size="small"
              icon={<Dismiss16Regular />}
              aria-label={texts.attachments.remove(name)}
              onClick={() => {
                onRemove(id);
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    margin: 0,
    paddingInline: 0,
    paddingBlock: tokens.spacingVerticalS,
    listStyleType: 'none',
  },
  card: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    maxWidth: '260px',
    padding: '4px 4px 4px 10px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  icon: { flexShrink: 0, color: tokens.colorBrandForeground1 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  size: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});
