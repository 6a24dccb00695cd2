import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { KnownPolicy } from '../use-policy.ts';
import type { FactLine } from '../view-types.ts';
import { FactLines } from './FactLines.tsx';
import { Page } from './Page.tsx';
import { useSharedStyles } from './styles.ts';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({ paragraph: { margin: 0 } });

export interface HelpPageProps {
  readonly policy: KnownPolicy;
  readonly readDiagnostics: () => Promise<Readonly<Record<string, string>>>;
  readonly onBack: () => void;
}

/** What the product does, what it sees, and the facts that support asks for. */
export function HelpPage({ policy, readDiagnostics, onBack }: HelpPageProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { help } = useWording().pane;
  const diagnostics = useDiagnostics(readDiagnostics);
  const lines: readonly FactLine[] = [
    ...(policy.policy.organisation.name === ''
      ? []
      : [{ label: help.organisation, value: policy.policy.organisation.name }]),
    { label: help.policy, value: help.policySource[policy.source] },
    ...diagnostics,
  ];
  return (
    <Page title={help.title} onBack={onBack}>
      {help.intro.map((sentence) => (
        <p key={sentence} className={styles.paragraph}>
          {sentence}
        </p>
      ))}
      <h2 className={shared.heading}>{help.privacyTitle}</h2>
      <p className={styles.paragraph}>{help.privacy}</p>
      <h2 className={shared.heading}>{help.diagnostics}</h2>
      <p className={mergeClasses(styles.paragraph, shared.quiet)}>{help.diagnosticsHint}</p>
      <FactLines lines={lines} />
    </Page>
  );
}

function useDiagnostics(read: HelpPageProps['readDiagnostics']): readonly FactLine[] {
  const [lines, setLines] = useState<readonly FactLine[]>([]);
  useEffect(() => {
    let isWanted = true;
    read()
      .then((facts) => {
        if (isWanted) setLines(Object.entries(facts).map(([label, value]) => ({ label, value })));
      })
      // Without Outlook's own facts the rest of the page still helps.
      .catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [read]);
  return lines;
}
