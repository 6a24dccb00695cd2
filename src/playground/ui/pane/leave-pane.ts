/** Elements of the window that take the keyboard when it leaves the pane. */
export const FOCUS_STOPS = { afterPane: 'addin-command', beforePane: 'pane-close' } as const;

/** Tab at the end of the pane, or Escape, goes back to the ribbon; Shift+Tab at its start to the pane's own buttons. */
export function leavePane(direction: 'forward' | 'backward' | 'escape'): void {
  const stop = direction === 'backward' ? FOCUS_STOPS.beforePane : FOCUS_STOPS.afterPane;
  document.getElementById(stop)?.focus();
}
