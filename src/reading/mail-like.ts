const HEADER = /^([A-Za-z][A-Za-z0-9-]*):/;
const KNOWN =
  /^(?:from|to|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to|reply-to)$/i;
/** Lines that are looked at; what a server adds comes before what the writer wrote. */
const LINES = 60;
const LONGEST_HEAD = 20_000;

/** A mail as a file begins with headers, one a line, several of them well known (RFC 5322 §2.2). */
export function isMail(text: string): boolean {
  const lines = text.slice(0, LONGEST_HEAD).split(/\r?\n/, LINES);
  const known = new Set<string>();
  for (const line of lines) {
    if (/^[ \t]/.test(line) && known.size > 0) continue;
    const [, name] = HEADER.exec(line) ?? [];
    if (name === undefined) break;
    if (KNOWN.test(name)) known.add(name.toLowerCase());
  }
  return known.size >= 3 || (known.size === 2 && known.has('mime-version'));
}
