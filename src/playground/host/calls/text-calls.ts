import { bodyContent, bodyDocument, htmlToText, textToHtml } from '../../model/body-text.ts';
import { OFFICE_ERROR, done, failed, textParam } from './mailbox-call.ts';
import type { CallContext, CallTable, MailboxAnswer } from './mailbox-call.ts';

const HTML = 3;

export const TEXT_CALLS: CallTable = {
  18: ({ draft }) => done(draft.subject),
  17: ({ params, update }) => {
    update((draft) => ({ ...draft, subject: textParam(params, 'subject') }));
    return done();
  },
  14: () => done('html'),
  37: ({ draft, params }) =>
    done(params['coercionType'] === HTML ? bodyDocument(draft.bodyHtml) : htmlToText(draft.bodyHtml)),
  38: (context) => writeBody(context, (given) => given),
  23: (context) => writeBody(context, (given, body) => given + body),
  13: insertSelected,
  29: insertSelected,
  28: ({ params, window }) => {
    const html = window.selectedHtml?.() ?? '';
    const data = params['coercionType'] === HTML ? html : htmlToText(html);
    return done({ data, sourceProperty: 'body' });
  },
  // What Outlook would append at send is not modelled: an add-in must not believe that it was taken.
  100: () => failed(OFFICE_ERROR.notSupported),
  173: (context) => writeBody(context, (given, body) => body + given),
};

function writeBody(context: CallContext, join: (given: string, body: string) => string): MailboxAnswer {
  const given = givenHtml(context);
  context.update((draft) => ({ ...draft, bodyHtml: join(given, draft.bodyHtml) }));
  return done();
}

function insertSelected(context: CallContext): MailboxAnswer {
  const { insertAtCaret } = context.window;
  if (insertAtCaret === undefined) return writeBody(context, (given, body) => body + given);
  insertAtCaret(givenHtml(context));
  return done();
}

function givenHtml({ params }: CallContext): string {
  const data = textParam(params, 'data');
  return params['coercionType'] === HTML ? bodyContent(data) : textToHtml(data);
}
