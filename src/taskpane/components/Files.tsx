import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { FilesView, FileView } from '../view-types.ts';
import { Section } from './Section.tsx';
import { useSharedStyles } from './styles.ts';
import { ToneIcon } from './ToneIcon.tsx';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  item: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  text: { flexGrow: 1, minWidth: 0 },
  details: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
});

/** Each attached file: how far it is read, what was found in it, or why it could not be looked through. */
export function Files({ files }: { readonly files: FilesView }) {
  const shared = useSharedStyles();
  const { files: texts } = useWording().pane;
  const [isOpen, setOpen] = useState(false);
  return (
    <Section
      title={texts.title(files.items.length)}
      beside={files.summary}
      isOpen={isOpen}
      onToggle={() => setOpen(!isOpen)}
    >
      <ul className={shared.plainList}>
        {files.items.map((file) => (
          <FileItem key={file.id} file={file} />
        ))}
      </ul>
    </Section>
  );
}

function FileItem({ file: { name, tone, status, details } }: { readonly file: FileView }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  return (
    <li className={styles.item} data-file={name}>
      <ToneIcon tone={tone} />
      <div className={styles.text}>
        <div className={shared.whole}>{name}</div>
        <div className={mergeClasses(shared.small, shared.quiet)}>{status}</div>
        {details.length === 0 ? null : (
          <ul className={mergeClasses(styles.details, shared.small, shared.quiet)}>
            {details.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
