import { Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { Fragment, useId, useState } from 'react';
import type { TunnelReply } from '../../contract/directory.ts';
import { formatDay } from '../text/pane-text.ts';
import { useSearch } from '../use-search.ts';
import type { Search, SearchQuestion } from '../use-search.ts';
import { Page } from './Page.tsx';
import { Failed, Loading, Refused } from './SearchStates.tsx';
import { useSharedStyles } from './styles.ts';
import { ToneIcon } from './ToneIcon.tsx';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  paragraph: { margin: 0 },
  field: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  stale: { display: 'flex', columnGap: tokens.spacingHorizontalS, margin: `${tokens.spacingVerticalS} 0` },
  /** A date stays in one piece. */
  fact: { whiteSpace: 'nowrap' },
  item: { padding: `${tokens.spacingVerticalS} 0`, borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
});

const TYPING_MS = 250;

export interface TunnelPageProps {
  readonly search: SearchQuestion<TunnelReply>['ask'];
  readonly onBack: () => void;
}

/** The list of organisations joined by tunnel mail, to be searched (A7). */
export function TunnelPage({ search, onBack }: TunnelPageProps) {
  const styles = useStyles();
  const { tunnel } = useWording().pane;
  const [query, setQuery] = useState('');
  const found = useSearch({ query: query.trim(), ask: search, delayMs: query === '' ? 0 : TYPING_MS });
  const id = useId();
  return (
    <Page title={tunnel.title} onBack={onBack}>
      <p className={styles.paragraph}>{tunnel.intro}</p>
      <div className={styles.field}>
        <label htmlFor={id}>{tunnel.label}</label>
        <Input
          id={id}
          type="search"
          value={query}
          maxLength={100}
          contentBefore={<Search20Regular aria-hidden="true" />}
          onChange={(_event, { value }) => setQuery(value)}
        />
      </div>
      <Organisations found={found} query={query} />
    </Page>
  );
}

function Organisations({ found, query }: { readonly found: Search<TunnelReply>; readonly query: string }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { pane, language } = useWording();
  const { result, retry } = found;
  if (result.kind === 'failed') return <Failed onRetry={retry} />;
  if (result.kind === 'refused') return <Refused text={pane.view.refused(result.query)} />;
  if (result.kind !== 'done') return <Loading />;
  const { organisations, total, listedAt, isStale } = result.reply;
  if (organisations.length === 0)
    return (
      <p className={styles.paragraph} role="status">
        {pane.tunnel.empty(query.trim())}
      </p>
    );
  return (
    <div>
      <p className={mergeClasses(styles.paragraph, shared.small, shared.quiet)} role="status">
        {pane.tunnel.count(organisations.length, total)}.{' '}
        {pane.tunnel.listedAt(formatDay(listedAt, language))}
      </p>
      {isStale === true ? <Stale /> : null}
      <ul className={shared.plainList}>
        {organisations.map((organisation) => (
          <OrganisationItem key={organisation.domain} organisation={organisation} />
        ))}
      </ul>
    </div>
  );
}

/** The list is older than the policy allows: what it says is still shown, but not as if it were fresh. */
function Stale() {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { tunnel } = useWording().pane;
  return (
    <p className={mergeClasses(styles.stale, shared.small)} role="status">
      <ToneIcon tone="ask" />
      <span>{tunnel.stale}</span>
    </p>
  );
}

function OrganisationItem({ organisation }: { readonly organisation: TunnelReply['organisations'][number] }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { pane, language } = useWording();
  const { name, since, includesSubdomains } = organisation;
  const isOnlyBelow = organisation.domain.startsWith('*.');
  const domain = isOnlyBelow ? organisation.domain.slice(2) : organisation.domain;
  const below = isOnlyBelow ? pane.tunnel.onlySubdomains : pane.tunnel.withSubdomains;
  const joined = (day: string) => (day > todayInUtc() ? pane.tunnel.from : pane.tunnel.since);
  const facts = [
    ...(includesSubdomains === true ? [below] : []),
    ...(since === undefined ? [] : [joined(since)(formatDay(since, language))]),
  ];
  return (
    <li className={styles.item}>
      <div>{name}</div>
      <div className={mergeClasses(shared.small, shared.quiet)}>
        <span className={shared.whole}>{domain}</span>
        {facts.map((fact) => (
          <Fragment key={fact}>
            {' · '}
            <span className={styles.fact}>{fact}</span>
          </Fragment>
        ))}
      </div>
    </li>
  );
}

/** The day by which the service judges too: YYYY-MM-DD. */
function todayInUtc(): string {
  return new Date().toISOString().slice(0, 10);
}
