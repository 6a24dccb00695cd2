/** What the event runtimes have beside the language: classic Outlook's has no page, no Intl, no URL, no location. */

declare function setTimeout(handler: () => void, milliseconds?: number): number;
declare function clearTimeout(timer: number | undefined): void;

/** Ask `typeof fetch` before calling it. */
declare const fetch: (
  url: string,
  request: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  },
) => Promise<{ readonly ok: boolean; readonly json: () => Promise<unknown> }>;
