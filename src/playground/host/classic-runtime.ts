import { createClassicNetwork } from './classic-network.ts';
import { classicScope } from './classic-scope.ts';

/** What the wrapped event script calls; see the playground's classic-fetch.ts. */
declare global {
  interface Window {
    runInClassicScope: (run: (scope: object) => void) => void;
    failInClassicScope: (reason: string) => void;
    Office: object;
  }
}

/**
 * Stands in for classic Outlook's JavaScript-only runtime: this page boots the real office.js, then runs the manifest's
 * script where nothing of the page can be seen.
 */
function start(): void {
  const script = new URLSearchParams(location.search).get('script') ?? '';
  const { fetch, XMLHttpRequest } = createClassicNetwork(script);
  window.runInClassicScope = (run) => {
    run(
      classicScope(window, {
        Office: window.Office,
        fetch,
        XMLHttpRequest,
        setTimeout: window.setTimeout.bind(window),
        clearTimeout: window.clearTimeout.bind(window),
        console: window.console,
      }),
    );
  };
  window.failInClassicScope = fail;
  const element = document.createElement('script');
  element.src = `/playground/classic-script?url=${encodeURIComponent(script)}`;
  element.addEventListener('error', () => fail('The script could not be loaded.'));
  document.head.append(element);
}

/** The host, in the page around this frame, need not wait for a script that never comes. */
function fail(reason: string): void {
  console.error(reason);
  window.frameElement?.dispatchEvent(new Event('error'));
}

start();
