import { useState } from 'react';
import type { DraftRecipient } from '../domain/draft.ts';
import type { ComposeItem } from '../outlook/ports.ts';

/** Recipients that were removed from this draft with a click here, until the sender undoes or dismisses it. */
export interface Removal {
  readonly removed: readonly DraftRecipient[];
  readonly remove: (recipients: readonly DraftRecipient[]) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly forget: () => void;
}

interface Removed {
  readonly item: ComposeItem;
  readonly recipients: readonly DraftRecipient[];
}

export function useRemoval(item: ComposeItem | undefined): Removal {
  const [removed, setRemoved] = useState<Removed>();
  const current = removed !== undefined && removed.item === item ? removed.recipients : [];

  const remove = async (recipients: readonly DraftRecipient[]): Promise<void> => {
    if (item === undefined) return;
    for (const recipient of recipients) {
      await item.removeRecipient(recipient);
      if (!canComeBack(recipient)) continue;
      setRemoved((before) => {
        const earlier = before?.item === item ? before.recipients : [];
        return { item, recipients: [...earlier, recipient] };
      });
    }
  };

  const undo = async (): Promise<void> => {
    if (item === undefined) return;
    for (const recipient of current) {
      const { field, address, displayName } = recipient;
      await item.addRecipient(field, { address, displayName });
      setRemoved((before) =>
        before === undefined
          ? undefined
          : { ...before, recipients: before.recipients.filter((one) => one !== recipient) },
      );
    }
  };

  return { removed: current, remove, undo, forget: () => setRemoved(undefined) };
}

/** Outlook takes addresses only: a list put back by its address would look like a person. */
function canComeBack({ address, isDistributionList }: DraftRecipient): boolean {
  return address.trim() !== '' && !isDistributionList;
}
