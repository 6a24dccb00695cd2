import { Button, Input, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { CertificateReply } from '../../contract/directory.ts';
import { API } from '../../contract/paths.ts';
import { REASONS } from '../../domain/transport.ts';
import type { Wording } from '../text/pane-text.ts';
import type { CertificateTexts } from '../text/texts.ts';
import { useSearch } from '../use-search.ts';
import type { Search, SearchQuestion } from '../use-search.ts';
import { foundCertificateLines } from '../view-certificate.ts';
import { FactLines } from './FactLines.tsx';
import { Page } from './Page.tsx';
import { Failed, Loading, Refused } from './SearchStates.tsx';
import { useSharedStyles } from './styles.ts';
import { ToneIcon } from './ToneIcon.tsx';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  paragraph: { margin: 0, overflowWrap: 'anywhere' },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  line: { display: 'flex', gap: tokens.spacingHorizontalS },
  input: { flexGrow: 1, minWidth: '0' },
  found: { padding: `${tokens.spacingVerticalM} 0`, borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  verdict: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalS,
  },
  download: { marginTop: tokens.spacingVerticalS },
  problems: { margin: `0 0 ${tokens.spacingVerticalS}`, paddingInlineStart: tokens.spacingHorizontalL },
});

export interface CertificatePageProps {
  readonly search: SearchQuestion<CertificateReply>['ask'];
  readonly onBack: () => void;
}

/** Search for an address's certificates by hand (A6): whether they can be used, what stands in them, and the file. */
export function CertificatePage({ search, onBack }: CertificatePageProps) {
  const styles = useStyles();
  const { pane } = useWording();
  const [address, setAddress] = useState('');
  const [asked, setAsked] = useState<string>();
  const found = useSearch({ query: asked, ask: search, delayMs: 0 });
  const id = useId();
  return (
    <Page title={pane.certificates.title} onBack={onBack}>
      <p className={styles.paragraph}>{pane.certificates.intro}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (address.trim().length < 3) return;
          if (asked === address.trim()) found.retry();
          setAsked(address.trim());
        }}
      >
        <label htmlFor={id}>{pane.certificates.label}</label>
        <div className={styles.line}>
          <Input
            id={id}
            type="text"
            inputMode="email"
            autoComplete="off"
            className={styles.input}
            value={address}
            maxLength={254}
            onChange={(_event, { value }) => setAddress(value)}
          />
          <Button type="submit" appearance="primary">
            {pane.view.search}
          </Button>
        </div>
      </form>
      <Found found={found} />
    </Page>
  );
}

function Found({ found: { result, retry } }: { readonly found: Search<CertificateReply> }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { certificates: texts, view } = useWording().pane;
  if (result.kind === 'idle') return null;
  if (result.kind === 'failed') return <Failed onRetry={retry} />;
  if (result.kind === 'refused')
    return <Refused text={(sayRefusal(result.code, texts) ?? view.refused)(result.query)} />;
  if (result.kind === 'loading') return <Loading />;
  const { certificates, unreachable, unreadable = [], address } = result.reply;
  return (
    <div>
      {unreachable.length > 0 ? (
        <p className={styles.paragraph} role="status">
          {texts.unreachable(unreachable.join(', '))}
        </p>
      ) : null}
      {unreadable.length > 0 ? (
        <p className={styles.paragraph} role="status">
          {texts.unreadable(unreadable.join(', '))}
        </p>
      ) : null}
      {certificates.length === 0 && unreachable.length === 0 && unreadable.length === 0 ? (
        <p className={styles.paragraph} role="status">
          {texts.empty(address)}
        </p>
      ) : null}
      <ul className={shared.plainList}>
        {certificates.map((one) => (
          <FoundCertificate
            key={`${one.source}-${one.certificate.fingerprint}`}
            found={one}
            address={address}
          />
        ))}
      </ul>
    </div>
  );
}

function sayRefusal(
  code: string | undefined,
  texts: CertificateTexts,
): ((query: string) => string) | undefined {
  switch (code) {
    case 'address.invalid':
      return texts.invalid;
    case 'address.mixed-scripts':
      return texts.mixedScripts;
    case 'address.ip-address':
      return texts.ipAddress;
    default:
      return undefined;
  }
}

interface FoundCertificateProps {
  readonly address: string;
  readonly found: CertificateReply['certificates'][number];
}

function FoundCertificate({ address, found }: FoundCertificateProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const wording = useWording();
  const { certificates: texts } = wording.pane;
  const { certificate, isUsable, problems, source } = found;
  return (
    <li className={styles.found}>
      <div className={styles.verdict}>
        <ToneIcon tone={isUsable ? 'good' : 'bad'} />
        <h2 className={mergeClasses(shared.heading)}>{isUsable ? texts.usable : texts.unusable}</h2>
      </div>
      {problems.length === 0 ? null : (
        <ul className={styles.problems}>
          {problems.map((problem) => (
            <li key={problem}>{sentenceFor(problem, wording)}</li>
          ))}
        </ul>
      )}
      <FactLines lines={foundCertificateLines(found, wording)} />
      <p className={mergeClasses(styles.paragraph, styles.download)}>
        <Link
          className={shared.link}
          href={fileOf(address, certificate.fingerprint)}
          target="_blank"
          rel="noreferrer"
          aria-label={texts.downloadOf(source)}
        >
          {texts.download}
        </Link>
      </p>
    </li>
  );
}

/** Opened in a window of its own: Outlook on Windows and Mac loads no files in the pane (office-js #1500). */
function fileOf(address: string, fingerprint: string): string {
  return `${API.certificateFile}?${new URLSearchParams({ address, fingerprint })}`;
}

function sentenceFor(problem: string, { shared }: Wording): string {
  const reason = REASONS.find((known) => known === problem);
  return reason === undefined ? shared.reason['certificate-unreadable'] : shared.reason[reason];
}
