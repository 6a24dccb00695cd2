import { startPage } from './start-page.tsx';
import { textsIn } from './text/language.ts';
import { loadSettings } from './settings.ts';

const root = document.getElementById('root');
if (root !== null) {
  startPage(root).catch((error: unknown) => {
    const texts = textsIn(loadSettings().language);
    const reason = error instanceof Error ? error.message : String(error);
    root.textContent = `${texts.start.failed}: ${reason}`;
    root.setAttribute('role', 'alert');
  });
}
