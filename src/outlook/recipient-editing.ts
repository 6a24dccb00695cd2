import { addressKey } from '../domain/address.ts';
import type { DraftRecipient, RecipientField } from '../domain/draft.ts';
import { hasMethod } from './call.ts';
import type { Caller } from './call.ts';
import { isCut, readField } from './draft-reading.ts';
import { OutlookError } from './outlook-error.ts';

type Named = Pick<DraftRecipient, 'address' | 'displayName'>;

/** Office's limit of recipients for one call that sets or adds. */
const MOST_PER_CALL = 100;

/**
 * Takes one recipient out of its field. Office can only set a whole field, so this refuses (`outlook.unsupported`)
 * where setting would lose another: one without address, or one that Outlook did not show.
 */
export async function removeRecipient(
  item: Office.MessageCompose,
  call: Caller,
  recipient: DraftRecipient,
): Promise<void> {
  const { field } = recipient;
  const present = await readField(item, field, call);
  const kept = present.filter((other) => !isSame(other, recipient));
  if (kept.length === present.length) return;
  if (isCut(present) || kept.some(({ address }) => address.trim() === ''))
    throw new OutlookError('outlook.unsupported', `Outlook cannot rewrite ${field} without losing others.`);
  await setRecipients(item, field, { kept: kept.slice(0, MOST_PER_CALL), call });
  for (let at = MOST_PER_CALL; at < kept.length; at += MOST_PER_CALL)
    await addRecipients(item, field, { added: kept.slice(at, at + MOST_PER_CALL), call });
}

export async function addRecipients(
  item: Office.MessageCompose,
  field: RecipientField,
  { added, call }: { readonly added: readonly Named[]; readonly call: Caller },
): Promise<void> {
  await call<unknown>({
    name: `${field}.addAsync`,
    isPresent: () => hasMethod(item[field], 'addAsync'),
    start: (done) => {
      item[field].addAsync(added.map(officeUser), done);
    },
  });
}

async function setRecipients(
  item: Office.MessageCompose,
  field: RecipientField,
  { kept, call }: { readonly kept: readonly Named[]; readonly call: Caller },
): Promise<void> {
  await call<unknown>({
    name: `${field}.setAsync`,
    isPresent: () => hasMethod(item[field], 'setAsync'),
    start: (done) => {
      item[field].setAsync(kept.map(officeUser), done);
    },
  });
}

function officeUser({ address, displayName }: Named): { displayName: string; emailAddress: string } {
  return { displayName, emailAddress: address };
}

/** By address; contact lists have none, so by name. */
function isSame(one: Named, other: Named): boolean {
  const key = addressKey(one.address);
  return key === addressKey(other.address) && (key !== '' || one.displayName === other.displayName);
}
