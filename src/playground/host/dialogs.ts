import type { FrameLink } from './frame-link.ts';
import { DIALOG_MESSAGE, DIALOG_PARENT_MESSAGE } from './item-events.ts';
import type { DialogRequest } from './types.ts';
import { isRecord, parseJson } from './wire.ts';

const CLOSED_BY_USER = 12006;

export interface DialogsOptions {
  readonly open: (request: DialogRequest) => FrameLink;
  readonly close: (link: FrameLink) => void;
}

/** The one dialog that an add-in may have open, shown in a frame of the window. */
export interface Dialogs {
  /** False when the request cannot be read. */
  readonly open: (parent: FrameLink, targetId: unknown) => boolean;
  readonly link: () => FrameLink | undefined;
  readonly messageParent: (params: unknown) => void;
  readonly messageChild: (params: unknown) => void;
  readonly closeByAddin: () => void;
  readonly closeByUser: () => void;
}

export function createDialogs(options: DialogsOptions): Dialogs {
  let parent: FrameLink | undefined;
  let child: FrameLink | undefined;

  const close = (): void => {
    if (child !== undefined) options.close(child);
    child = undefined;
  };

  return {
    open: (opener, targetId) => {
      const request = parseDialogRequest(targetId);
      if (request === undefined) return false;
      close();
      parent = opener;
      child = options.open(request);
      return true;
    },
    link: () => child,
    messageParent: (params) => {
      const messageContent = isRecord(params) ? params['messageToParent'] : undefined;
      parent?.raise(DIALOG_MESSAGE, { messageType: 0, messageContent, messageOrigin: child?.origin });
    },
    messageChild: (params) => {
      const messageContent = isRecord(params) ? params['messageContent'] : undefined;
      child?.raise(DIALOG_PARENT_MESSAGE, { messageType: 1, messageContent, messageOrigin: parent?.origin });
    },
    closeByAddin: close,
    closeByUser: () => {
      if (child === undefined) return;
      close();
      parent?.raise(DIALOG_MESSAGE, { messageType: CLOSED_BY_USER });
    },
  };
}

function parseDialogRequest(targetId: unknown): DialogRequest | undefined {
  const fields = typeof targetId === 'string' ? parseJson(targetId) : undefined;
  if (!isRecord(fields) || typeof fields['url'] !== 'string') return undefined;
  return {
    url: fields['url'],
    width: percent(fields['width']),
    height: percent(fields['height']),
    hideTitle: fields['hideTitle'] === true,
  };
}

function percent(value: unknown): number {
  const number = Number(value);
  return number > 0 && number <= 100 ? number : 80;
}
