import type { BrowserContext, Request } from 'playwright-core';
import { secretIn } from './secrets.ts';

/** What must never happen while a person uses the window, unless the test brings it about. */
export interface Troubles {
  /** Lets pass what a test causes on purpose. */
  readonly expect: (pattern: RegExp) => void;
  readonly unexpected: () => readonly string[];
  /** Expected ones too. */
  readonly seen: () => readonly string[];
}

/**
 * Collects errors of any page or frame, requests that want to leave this machine, and whatever is in a mail of the sample
 * world and turns up in a request or on the console (C1).
 */
export function watchTroubles(context: BrowserContext): Troubles {
  const seen: string[] = [];
  const expected: RegExp[] = [];
  context.on('weberror', (error) => seen.push(`page error: ${error.error().stack ?? error.error().message}`));
  context.on('console', (message) => {
    if (secretIn(message.text()) !== undefined) seen.push(`on the console: ${message.text()}`);
    if (message.type() === 'error') seen.push(`console error: ${message.text()} (${message.location().url})`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isLocal = url.hostname === 'localhost' || url.protocol === 'data:' || url.protocol === 'blob:';
    if (!isLocal) seen.push(`request left: ${url.href}`);
    const secret = secretIn(sentBy(request));
    if (secret !== undefined) seen.push(`“${secret}” was sent to ${url.href}`);
  });
  return {
    seen: () => seen,
    expect: (pattern) => void expected.push(pattern),
    unexpected: () => seen.filter((trouble) => !expected.some((pattern) => pattern.test(trouble))),
  };
}

/** All that a request tells: address, headers, body. What the page gives to itself is not sent anywhere. */
function sentBy(request: Request): string {
  const url = request.url();
  if (/^(?:data|blob):/.test(url)) return '';
  const body = request.postDataBuffer()?.toString('utf8') ?? '';
  return `${url}\n${JSON.stringify(request.headers())}\n${body}`;
}

/** The browser's own words for a service that fails, is away, or answers with errors. */
export const FAILING_SERVICE = /Failed to load resource.*\/api\/v1\//;
