import type { CallControls } from './call-controls.ts';
import { linkFrame } from './frame-link.ts';
import type { FrameLink } from './frame-link.ts';
import type { FrameKind } from './types.ts';
import type { WireRequest } from './wire.ts';

export interface FramesOptions {
  readonly locale: string;
  readonly title: string;
  readonly controls: CallControls;
  readonly serve: (link: FrameLink, request: WireRequest) => void;
}

/** The add-in's frames of one compose window, and the one ear that listens to them all. */
export interface Frames {
  readonly link: (kind: FrameKind, frame: HTMLIFrameElement, url: string) => FrameLink;
  /** A frame that nobody sees. */
  readonly openHidden: (url: string) => FrameLink;
  readonly forget: (link: FrameLink) => void;
  readonly close: (link: FrameLink) => void;
  /** Tells every frame that has registered the event. */
  readonly raise: (eventName: string, data: unknown) => void;
  readonly dispose: () => void;
}

let lastControl = 0;

export function createFrames({ locale, title, controls, serve }: FramesOptions): Frames {
  const links = new Set<FrameLink>();

  const onMessage = (event: MessageEvent): void => {
    for (const link of [...links]) {
      const request = link.requestOf(event);
      if (request !== undefined) serve(link, request);
    }
  };
  window.addEventListener('message', onMessage);

  const link: Frames['link'] = (kind, frame, url) => {
    // Never the same twice: office.js remembers in the tab which control ids were dialogs.
    const controlId = `${kind}-${(lastControl += 1)}`;
    const made = linkFrame({ kind, frame, url, locale, controlId, record: controls.record });
    links.add(made);
    return made;
  };
  const forget = (gone: FrameLink): void => {
    links.delete(gone);
  };

  return {
    link,
    forget,
    openHidden: (url) => {
      const frame = document.createElement('iframe');
      frame.hidden = true;
      frame.title = title;
      const made = link('event', frame, url);
      document.body.append(frame);
      return made;
    },
    close: (closing) => {
      forget(closing);
      closing.frame.remove();
    },
    raise: (eventName, data) => {
      for (const each of links) each.raise(eventName, data);
    },
    dispose: () => {
      window.removeEventListener('message', onMessage);
      links.clear();
    },
  };
}
