import type { Frame, Page } from 'playwright-core';

export interface LongTasks {
  /** Milliseconds of each task of the pane's own that kept its page from answering for more than 50 ms, since the last call. */
  readonly taken: () => Promise<readonly number[]>;
}

/** Watches the pane's own tasks; those of the mail window beside it, in the same process, are not counted. */
export async function watchLongTasks(frame: Frame): Promise<LongTasks> {
  await frame.evaluate(() => {
    const seen: number[] = [];
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'self') seen.push(duration);
    }).observe({ type: 'longtask' });
    Object.assign(window, { longTasks: () => seen.splice(0) });
  });
  return { taken: () => frame.evaluate<number[]>('window.longTasks()') };
}

/** Puts a body into the mail as pasting does. */
export async function pasteBody(page: Page, label: string, html: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).evaluate((box, content) => {
    box.innerHTML = content;
    box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  }, html);
}
