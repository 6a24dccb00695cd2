import { FluentProvider, RendererProvider, makeStaticStyles, makeStyles } from '@fluentui/react-components';
import type { GriffelRenderer } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { AddressMistakes } from './AddressMistakes.tsx';
import { TopBar } from './TopBar.tsx';
import type { EditorPort } from './body/editor-port.ts';
import { ComposeWindow } from './compose/ComposeWindow.tsx';
import { SmartAlert } from './compose/SmartAlert.tsx';
import { PlaygroundDrawer } from './drawer/PlaygroundDrawer.tsx';
import { DraftsFolder } from './folders/DraftsFolder.tsx';
import { FolderList } from './folders/FolderList.tsx';
import { SentFolder } from './folders/SentFolder.tsx';
import type { MailWindow } from './mail-window.ts';
import { TaskPane } from './pane/TaskPane.tsx';
import { LOCALES, LanguageProvider } from './text/language.ts';
import { FLUENT_THEMES } from './themes.ts';
import { MailWindowProvider, useMailWindow, useMailWindowState, useOpenDraft } from './use-mail-window.ts';

interface PlaygroundProps {
  readonly mailWindow: MailWindow;
  readonly editorPort: EditorPort;
  readonly renderer: GriffelRenderer;
  readonly onReset: () => void;
}

export function Playground(props: PlaygroundProps): ReactElement {
  return (
    <RendererProvider renderer={props.renderer} targetDocument={document}>
      <MailWindowProvider value={props.mailWindow}>
        <Themed {...props} />
      </MailWindowProvider>
    </RendererProvider>
  );
}

function Themed({ editorPort, onReset }: PlaygroundProps): ReactElement {
  const mail = useMailWindow();
  const { settings, view, send, manifest } = useMailWindowState();
  const draft = useOpenDraft();
  const styles = useStyles();
  usePageStyles();
  useEffect(() => {
    document.documentElement.lang = LOCALES[settings.language];
    document.documentElement.style.colorScheme = settings.theme === 'light' ? 'light' : 'dark';
  }, [settings.language, settings.theme]);
  return (
    <FluentProvider theme={FLUENT_THEMES[settings.theme]}>
      <LanguageProvider value={settings.language}>
        <div className={styles.page}>
          <TopBar />
          <AddressMistakes />
          <div className={styles.body}>
            <PlaygroundDrawer onReset={onReset} />
            <FolderList />
            {draft !== undefined && <ComposeWindow draft={draft} editorPort={editorPort} />}
            {view.kind === 'drafts' && <DraftsFolder />}
            {view.kind === 'sent' && <SentFolder />}
            <TaskPane />
          </div>
          <SmartAlert
            send={send}
            addinName={manifest.displayName}
            addinIcon={manifest.commands[0]?.icons[32]}
            onChoose={mail.choose}
          />
        </div>
      </LanguageProvider>
    </FluentProvider>
  );
}

const usePageStyles = makeStaticStyles({ 'html, body': { margin: 0, height: '100%' } });

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100vh', overflow: 'hidden' },
  body: { position: 'relative', display: 'flex', flexGrow: 1, minHeight: 0 },
});
