import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { ClipboardEvent, ReactElement } from 'react';
import { useTexts } from '../text/language.ts';
import type { EditorPort } from './editor-port.ts';
import { escapeHtml, sanitiseHtml } from './sanitise-html.ts';

interface BodyEditorProps {
  readonly html: string;
  readonly editorPort: EditorPort;
  readonly onChange: (html: string) => void;
}

/** The rich body. What an add-in writes into the draft appears here; typing does not move the caret. */
export function BodyEditor({ html, editorPort, onChange }: BodyEditorProps): ReactElement {
  const ref = useRef<HTMLDivElement>(null);
  const shown = useRef<string>(undefined);
  const texts = useTexts();
  const styles = useStyles();

  useEffect(() => {
    const element = ref.current;
    if (element === null || shown.current === html) return;
    shown.current = html;
    element.innerHTML = sanitiseHtml(html);
  }, [html]);

  useEffect(() => {
    editorPort.attach(ref.current ?? undefined);
    return () => {
      editorPort.attach(undefined);
    };
  }, [editorPort]);

  return (
    <div
      ref={ref}
      className={styles.editor}
      role="textbox"
      aria-multiline
      aria-label={texts.compose.body}
      contentEditable
      suppressContentEditableWarning
      onInput={(event) => {
        shown.current = event.currentTarget.innerHTML;
        onChange(shown.current);
      }}
      onPaste={paste}
    />
  );
}

/** Pasted files go up to the window, which attaches them. */
function paste(event: ClipboardEvent): void {
  if (event.clipboardData.files.length > 0) return;
  event.preventDefault();
  const html = event.clipboardData.getData('text/html');
  const text = event.clipboardData.getData('text/plain');
  // Deprecated, and still the only way that keeps the browser's undo.
  document.execCommand('insertHTML', false, html === '' ? escapeHtml(text) : sanitiseHtml(html));
}

const useStyles = makeStyles({
  editor: {
    flexGrow: 1,
    minHeight: '160px',
    paddingBlock: tokens.spacingVerticalM,
    outlineStyle: 'none',
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    overflowWrap: 'anywhere',
    '& a': { color: tokens.colorBrandForegroundLink },
    '& p': { marginBlock: '0 8px' },
    '& ul, & ol': { marginBlock: '4px', paddingLeft: '28px' },
    '& blockquote': {
      marginInline: '0',
      paddingLeft: '12px',
      borderLeft: `2px solid ${tokens.colorNeutralStroke1}`,
    },
    '& table': { borderCollapse: 'collapse' },
    '& td, & th': { border: `1px solid ${tokens.colorNeutralStroke2}`, padding: '4px 8px' },
  },
});
