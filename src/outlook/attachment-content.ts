import { hasMethod } from './call.ts';
import type { Caller } from './call.ts';
import { OutlookError } from './outlook-error.ts';
import type { AttachmentContent } from './ports.ts';

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
/** Enough of a text to tell that it is one: a mail has a colon in its first line. */
const FIRST = 2000;

/** The content of one attachment; rejects with an OutlookError, also for a form that nobody has described. */
export async function readAttachmentContent(
  item: Office.MessageCompose,
  id: string,
  call: Caller,
): Promise<AttachmentContent> {
  const { content, format } = await call<Office.AttachmentContent>({
    name: 'getAttachmentContentAsync',
    isPresent: () => hasMethod(item, 'getAttachmentContentAsync'),
    since: '1.8',
    start: (done) => {
      item.getAttachmentContentAsync(id, done);
    },
  });
  // Compared as text: the enum object is not there in every runtime.
  switch (`${format}`) {
    case 'base64':
      return { kind: 'base64', content };
    case 'eml':
    case 'iCalendar':
      // Some clients hand these over in base64 all the same.
      return { kind: BASE64.test(content.slice(0, FIRST)) ? 'base64' : 'text', content };
    case 'url':
      return { kind: 'link' };
    default:
      throw new OutlookError('outlook.failed', 'Outlook gave an attachment in a form that is not known.');
  }
}
