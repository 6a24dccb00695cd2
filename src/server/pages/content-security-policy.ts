export interface PagePolicyOptions {
  /** Address of office.js; a path means the own origin. */
  readonly officeJs: string;
  /** Origins besides Outlook's that may show the add-in. */
  readonly frameAncestors: readonly string[];
}

/** Where Outlook on the web and the new Outlook for Windows run. */
const OUTLOOK = [
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook.live.com',
  'https://outlook.cloud.microsoft',
];
/** office.js loads MicrosoftAjax.js from here. */
const MICROSOFT_AJAX = 'https://ajax.aspnetcdn.com';

/** The Content-Security-Policy of the add-in's pages. */
export function pagePolicy({ officeJs, frameAncestors }: PagePolicyOptions, nonce: string): string {
  const officeHost = officeJs.startsWith('/') ? [] : [new URL(officeJs).origin];
  return directives({
    'default-src': ["'none'"],
    'script-src': ["'self'", ...officeHost, MICROSOFT_AJAX],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': [...OUTLOOK, ...frameAncestors],
  });
}

/** What is no page may load nothing and be shown nowhere. */
export const NO_PAGE_POLICY = directives({ 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] });

/**
 * For scripts: only what runs as a worker obeys it. The one that reads attached files may load its other parts, and speak
 * with nobody: the browser sees to it that nothing of a file leaves the machine (C1).
 */
export const SCRIPT_POLICY = directives({
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'frame-ancestors': ["'none'"],
});

function directives(values: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(values)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
