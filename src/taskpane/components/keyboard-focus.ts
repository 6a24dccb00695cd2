/**
 * What Tab comes to. Outlook moves the focus within the pane by its own list of these, and takes anything else that has
 * the focus for the pane's end: so only these are ever given the focus.
 */
const CONTROLS = 'button:not([disabled]), a[href], input:not([disabled]), [tabindex="0"]';

/** Takes the keyboard to the first control of this part; a screen reader says the described text with it. */
export function focusFirstControl(part: HTMLElement, describedBy?: string): void {
  const control = controlsIn(part)[0];
  if (control === undefined) return;
  if (describedBy !== undefined) describeOnce(control, describedBy);
  control.focus();
}

/** Takes the keyboard to the first control that is read in or after the mark. */
export function focusControlAfter(mark: HTMLElement, root: HTMLElement): void {
  const next = controlsIn(root).find(
    (control) => (mark.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  next?.focus({ preventScroll: true });
}

/** True when what had the focus went away, and the keyboard would begin at the top again. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function controlsIn(part: HTMLElement): readonly HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (control) => control.tabIndex >= 0 && control.closest('[hidden]') === null,
  );
}

/** The text is said when one arrives, not at every later visit. */
function describeOnce(control: HTMLElement, describedBy: string): void {
  if (control.hasAttribute('aria-describedby')) return;
  control.setAttribute('aria-describedby', describedBy);
  control.addEventListener('blur', () => control.removeAttribute('aria-describedby'), { once: true });
}
