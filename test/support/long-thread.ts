import { makeCorpus } from '../fixtures/mail-corpus/corpus.ts';

/** HTML of a thread of replies, each quoting those before, of about so many characters; nothing personal in it. */
export function longThread(characters: number): string {
  const { mails } = makeCorpus({ seed: 7, size: 4 });
  let html = '';
  for (let at = 0; html.length < characters; at++) {
    const mail = mails[at % mails.length]?.html ?? '';
    html += `<div>Den ${(at % 28) + 1}. maj skrev kollega ${at}:</div><blockquote>${mail}</blockquote>`;
  }
  return html;
}
