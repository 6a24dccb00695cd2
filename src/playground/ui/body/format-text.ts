/** Commands of the browser's own editing; deprecated, and still what keeps undo in a contentEditable. */
export type FormatCommand = 'bold' | 'italic' | 'underline' | 'insertUnorderedList' | 'insertOrderedList';

/** Formats what is marked. Chromium moves the caret to the front when it makes a list: it is put back. */
export function formatText(command: FormatCommand): void {
  const selection = document.getSelection();
  const editor = selection?.anchorNode?.parentElement?.closest('[contenteditable]');
  const isList = command === 'insertUnorderedList' || command === 'insertOrderedList';
  const offset =
    isList && selection?.isCollapsed === true && editor ? textBefore(selection, editor) : undefined;
  document.execCommand(command);
  if (offset !== undefined && editor) placeCaret(editor, offset);
}

/** Number of characters between the start of the editor and the caret. */
function textBefore(selection: Selection, editor: Element): number {
  const range = document.createRange();
  range.selectNodeContents(editor);
  if (selection.anchorNode !== null) range.setEnd(selection.anchorNode, selection.anchorOffset);
  return range.toString().length;
}

function placeCaret(editor: Element, offset: number): void {
  const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (left <= length) {
      document.getSelection()?.collapse(node, left);
      return;
    }
    left -= length;
  }
}
