import { useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import type { PlaygroundRecipient } from '../../model/types.ts';
import { isWholeAddress, parseRecipients } from './parse-recipients.ts';
import { resolveRecipient, shownName, withRecipients } from './resolve-recipients.ts';
import type { DirectoryEntry } from './resolve-recipients.ts';

export interface RecipientLineProps {
  readonly recipients: readonly PlaygroundRecipient[];
  readonly directory: readonly DirectoryEntry[];
  readonly onChange: (recipients: readonly PlaygroundRecipient[]) => void;
}

/** Typing, pasting and removing on one recipient line; the chips are one Tab stop, arrows walk along them. */
export function useRecipientLine({ recipients, directory, onChange }: RecipientLineProps) {
  const [text, setText] = useState('');
  const [stop, setStop] = useState<number>();
  const inputRef = useRef<HTMLInputElement>(null);
  const chips = useRef(new Map<number, HTMLButtonElement>());
  const last = recipients.length - 1;
  const tabStop = Math.min(stop ?? last, last);

  const add = (typed: string): void => {
    const newcomers = parseRecipients(typed).map((entry) => resolveRecipient(entry, directory));
    if (newcomers.length > 0) onChange(withRecipients(recipients, newcomers));
    setText('');
  };
  const focusChip = (index: number): void => {
    if (index > last) inputRef.current?.focus();
    else {
      setStop(Math.max(0, index));
      chips.current.get(Math.max(0, index))?.focus();
    }
  };
  const remove = (index: number): void => {
    onChange(recipients.filter((_, position) => position !== index));
    setStop(undefined);
    // The chip under the focus goes away; its neighbour takes the focus before the browser gives it to the page.
    const neighbour = chips.current.get(index + 1) ?? chips.current.get(index - 1) ?? inputRef.current;
    neighbour?.focus();
  };
  const edit = (index: number): void => {
    const recipient = recipients[index];
    if (recipient === undefined) return;
    remove(index);
    setText(recipient.address === '' ? shownName(recipient) : recipient.address);
    inputRef.current?.focus();
  };

  const onInputKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const isAtStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    const isQuoted = (text.match(/"/g)?.length ?? 0) % 2 === 1;
    const endsEntry =
      event.key === 'Enter' ||
      event.key === ';' ||
      (event.key === ',' && !isQuoted) ||
      (event.key === ' ' && isWholeAddress(text));
    if (endsEntry) {
      event.preventDefault();
      add(text);
    } else if ((event.key === 'Backspace' || event.key === 'ArrowLeft') && isAtStart && last >= 0) {
      event.preventDefault();
      focusChip(last);
    }
  };
  const onChipKeyDown = (index: number) => (event: KeyboardEvent) => {
    const move = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: last + 1 }[event.key];
    if (event.key === 'Backspace' || event.key === 'Delete') remove(index);
    else if (event.key === 'F2') edit(index);
    else if (move !== undefined) focusChip(move);
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const pasted = event.clipboardData.getData('text/plain');
    const isList =
      parseRecipients(pasted).some((entry) => entry.kind === 'address') || /[;\n]/.test(pasted.trim());
    if (!isList) return;
    event.preventDefault();
    add(text + pasted);
  };

  return {
    text,
    setText,
    tabStop,
    inputRef,
    remove,
    edit,
    onInputKeyDown,
    onChipKeyDown,
    onPaste,
    onBlur: () => {
      if (text.trim() !== '') add(text);
    },
    chipRef: (index: number) => (element: HTMLButtonElement | null) => {
      if (element === null) chips.current.delete(index);
      else chips.current.set(index, element);
    },
  };
}
