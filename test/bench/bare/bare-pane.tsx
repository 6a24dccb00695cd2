import { FluentProvider, Switch, webLightTheme } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';

/** The least that a Fluent UI pane in Outlook can be: office.js ready, one switch. */
void Office.onReady().then(() => {
  const root = document.getElementById('root');
  if (root === null) return;
  createRoot(root).render(
    <FluentProvider theme={webLightTheme}>
      <Switch label="Bare" />
    </FluentProvider>,
  );
});
