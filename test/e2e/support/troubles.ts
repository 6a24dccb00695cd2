import type { BrowserContext } from 'playwright-core';

/** What must never happen while a person uses the window, unless the test brings it about. */
export interface Troubles {
  /** Lets pass what a test causes on purpose. */
  readonly expect: (pattern: RegExp) => void;
  readonly unexpected: () => readonly string[];
}

/** Collects errors of any page or frame, and requests that want to leave this machine. */
export function watchTroubles(context: BrowserContext): Troubles {
  const seen: string[] = [];
  const expected: RegExp[] = [];
  context.on('weberror', (error) => seen.push(`page error: ${error.error().stack ?? error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console error: ${message.text()} (${message.location().url})`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isLocal = url.hostname === 'localhost' || url.protocol === 'data:' || url.protocol === 'blob:';
    if (!isLocal) seen.push(`request left: ${url.href}`);
  });
  return {
    expect: (pattern) => void expected.push(pattern),
    unexpected: () => seen.filter((trouble) => !expected.some((pattern) => pattern.test(trouble))),
  };
}

/** The browser's own words for a service that fails, is away, or answers with errors. */
export const FAILING_SERVICE = /Failed to load resource.*\/api\/v1\//;
