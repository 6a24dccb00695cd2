import { makeCorpus } from '../fixtures/mail-corpus/corpus.ts';

/** Among Danish mails a Finnish mobile number may be a CPR number, and is reported as such. */
const FINNISH_MOBILE = /\b0[45]0\d{7}\b/;

/** HTML of a thread of replies, each quoting those before, of about so many characters; nothing personal in it. */
export function longThread(characters: number): string {
  const mails = makeCorpus({ seed: 7, size: 4 }).mails.filter(({ html }) => !FINNISH_MOBILE.test(html));
  let html = '';
  for (let at = 0; html.length < characters; at++) {
    const mail = mails[at % mails.length]?.html ?? '';
    html += `<div>Den ${(at % 28) + 1}. maj skrev kollega ${at}:</div><blockquote>${mail}</blockquote>`;
  }
  return html;
}
