import type { HostWindow } from '../../host/types.ts';

type DialogWindow = Required<Pick<HostWindow, 'openDialog' | 'closeDialog'>>;

/** The place of an add-in's own dialog (`displayInIframe`): over the page, as large as it asked for. */
export function createDialogWindow(onClosedByPerson: () => void): DialogWindow {
  let shade: HTMLDialogElement | undefined;
  const closeDialog = (): void => {
    shade?.remove();
    shade = undefined;
  };
  return {
    closeDialog,
    openDialog: ({ width, height }) => {
      closeDialog();
      const frame = document.createElement('iframe');
      Object.assign(frame.style, { width: '100%', height: '100%', border: 'none' });
      shade = document.createElement('dialog');
      Object.assign(shade.style, {
        width: `${width}vw`,
        height: `${height}vh`,
        padding: '0',
        overflow: 'hidden',
      });
      shade.addEventListener('cancel', onClosedByPerson);
      shade.append(frame);
      document.body.append(shade);
      shade.showModal();
      return frame;
    },
  };
}
