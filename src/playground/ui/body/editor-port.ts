import { sanitiseHtml } from './sanitise-html.ts';

/** What the host asks of the body editor: put something at the caret, say what is marked. */
export interface EditorPort {
  readonly insertAtCaret: (html: string) => void;
  readonly selectedHtml: () => string;
  /** The editor on the page says which element it is; undefined when it goes. */
  readonly attach: (element: HTMLElement | undefined) => void;
}

/** Joins the host, which knows no page, with the editor, which comes and goes. Remembers the caret over a loss of focus. */
export function createEditorPort(): EditorPort {
  let editor: HTMLElement | undefined;
  let caret: Range | undefined;
  const remember = (): void => {
    const selection = document.getSelection();
    if (selection === null || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    if (editor?.contains(range.commonAncestorContainer) === true) caret = range.cloneRange();
  };
  document.addEventListener('selectionchange', remember);
  return {
    attach: (element) => {
      editor = element;
      caret = undefined;
    },
    insertAtCaret: (html) => {
      if (editor === undefined) return;
      const place = caret ?? atEnd(editor);
      place.deleteContents();
      const fragment = place.createContextualFragment(sanitiseHtml(html));
      place.insertNode(fragment);
      place.collapse(false);
      editor.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    selectedHtml: () => {
      if (caret === undefined) return '';
      const holder = document.createElement('div');
      holder.append(caret.cloneContents());
      return holder.innerHTML;
    },
  };
}

function atEnd(element: HTMLElement): Range {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.collapse(false);
  return range;
}
