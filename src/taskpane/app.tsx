import {
  createDOMRenderer,
  FluentProvider,
  makeStaticStyles,
  makeStyles,
  RendererProvider,
  tokens,
} from '@fluentui/react-components';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { languageOf } from '../domain/text/language.ts';
import type { PageName } from './components/Footer.tsx';
import { MainPage } from './components/MainPage.tsx';
import { Loading } from './components/SearchStates.tsx';
import { StatePage } from './components/StatePage.tsx';
import { WordingContext } from './components/wording-context.ts';
import { wordingFor } from './text/pane-text.ts';
import { useAppearance } from './use-appearance.ts';
import { useCommands } from './use-commands.ts';
import { useNotice } from './use-notice.ts';
import { useOpening } from './use-opening.ts';
import { usePane } from './use-pane.ts';
import type { PanePorts } from './use-pane.ts';

const TunnelPage = lazy(async () => ({ default: (await import('./components/TunnelPage.tsx')).TunnelPage }));
const CertificatePage = lazy(async () => ({
  default: (await import('./components/CertificatePage.tsx')).CertificatePage,
}));
const MethodsPage = lazy(async () => ({
  default: (await import('./components/MethodsPage.tsx')).MethodsPage,
}));
const HelpPage = lazy(async () => ({ default: (await import('./components/HelpPage.tsx')).HelpPage }));

const usePageStyles = makeStaticStyles({ body: { margin: 0 } });
const useStyles = makeStyles({
  root: { minHeight: '100vh', minWidth: '280px', fontSize: tokens.fontSizeBase300, overflowX: 'hidden' },
});

export interface AppProps {
  readonly ports: PanePorts;
  /** What the page's content security policy lets style elements carry. */
  readonly nonce: string;
}

/** The pane in Outlook's colours and the person's language. */
export function App({ ports, nonce }: AppProps) {
  const theme = useAppearance(ports.client);
  const renderer = useMemo(() => createDOMRenderer(document, { styleElementAttributes: { nonce } }), [nonce]);
  const language = languageOf(ports.client.displayLanguage());
  const wording = useMemo(() => wordingFor(language), [language]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={theme} lang={language}>
        <WordingContext value={wording}>
          <Pane ports={ports} />
        </WordingContext>
      </FluentProvider>
    </RendererProvider>
  );
}

function Pane({ ports }: { readonly ports: PanePorts }) {
  usePageStyles();
  const styles = useStyles();
  const wording = wordingFor(languageOf(ports.client.displayLanguage()));
  const pane = usePane(ports, wording);
  const { perform, removal, hasFailed } = useCommands(ports, pane);
  const opening = useOpening(ports.client, pane.item);
  const { page, onOpen, onBack } = usePage();
  useNotice(pane.item, pane.judgement, wording.language);
  return (
    <div className={styles.root}>
      {page === undefined ? null : (
        <Suspense fallback={<Loading />}>
          <SidePage page={page} ports={ports} policy={pane.policy} onBack={onBack} />
        </Suspense>
      )}
      <div hidden={page !== undefined}>
        {pane.view === undefined ? (
          <StatePage state={pane.watched} onRetry={() => void ports.watch.refresh()} />
        ) : (
          <MainPage
            view={pane.view}
            removed={removal.removed}
            hasFailed={hasFailed}
            opening={opening}
            perform={perform}
            onOpen={onOpen}
          />
        )}
      </div>
    </div>
  );
}

interface PageState {
  readonly page: PageName | undefined;
  readonly onOpen: (page: PageName) => void;
  readonly onBack: () => void;
}

/** The page beside the main one; the main one stays as it was, and gets the focus back where it left. */
function usePage(): PageState {
  const [page, setPage] = useState<PageName>();
  const left = useRef<Element>(null);
  const onOpen = useCallback((next: PageName) => {
    left.current = document.activeElement;
    setPage(next);
  }, []);
  const onBack = useCallback(() => setPage(undefined), []);
  useEffect(() => {
    if (page === undefined && left.current instanceof HTMLElement) left.current.focus();
  }, [page]);
  return { page, onOpen, onBack };
}

interface SidePageProps {
  readonly page: PageName;
  readonly ports: PanePorts;
  readonly policy: ReturnType<typeof usePane>['policy'];
  readonly onBack: () => void;
}

function SidePage({ page, ports, policy, onBack }: SidePageProps) {
  switch (page) {
    case 'tunnel':
      return <TunnelPage search={ports.api.tunnelOrganisations} onBack={onBack} />;
    case 'certificates':
      return <CertificatePage search={ports.api.certificates} onBack={onBack} />;
    case 'methods':
      return <MethodsPage policy={policy.policy} onBack={onBack} />;
    case 'help':
      return <HelpPage policy={policy} readDiagnostics={ports.client.diagnostics} onBack={onBack} />;
  }
}
