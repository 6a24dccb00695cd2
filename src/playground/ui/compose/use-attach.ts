import { useState } from 'react';
import type { ClipboardEvent, DragEvent } from 'react';
import { readFiles } from '../attachments/read-files.ts';
import type { MailWindow } from '../mail-window.ts';

/** Attaching by picker, by drop and by paste. */
export function useAttach(mail: MailWindow) {
  const [isOver, setIsOver] = useState(false);
  const [tooLarge, setTooLarge] = useState<readonly string[]>([]);

  const attach = async (files: readonly File[]): Promise<void> => {
    const read = await readFiles(files);
    setTooLarge(read.tooLarge);
    if (read.attachments.length > 0)
      mail.edit((draft) => ({ ...draft, attachments: [...draft.attachments, ...read.attachments] }));
  };
  const choose = (): void => {
    const picker = document.createElement('input');
    picker.type = 'file';
    picker.multiple = true;
    picker.addEventListener('change', () => void attach([...(picker.files ?? [])]));
    picker.click();
  };
  const remove = (id: string): void => {
    mail.edit((draft) => ({ ...draft, attachments: draft.attachments.filter((each) => each.id !== id) }));
  };
  const isFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

  return {
    isOver,
    tooLarge,
    choose,
    remove,
    handlers: {
      onPaste: (event: ClipboardEvent) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0) return;
        event.preventDefault();
        void attach(files);
      },
      onDragOver: (event: DragEvent) => {
        if (!isFiles(event)) return;
        event.preventDefault();
        setIsOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        const isLeaving = !(
          event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)
        );
        if (isLeaving) setIsOver(false);
      },
      onDrop: (event: DragEvent) => {
        if (!isFiles(event)) return;
        event.preventDefault();
        setIsOver(false);
        void attach([...event.dataTransfer.files]);
      },
    },
  };
}
