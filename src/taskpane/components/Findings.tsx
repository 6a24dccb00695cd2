import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { FindingsView, FindingView, Perform } from '../view-types.ts';
import { FindingItem } from './FindingItem.tsx';
import { focusFirstControl } from './keyboard-focus.ts';
import { MarkedFindings } from './MarkedFindings.tsx';
import { Section } from './Section.tsx';
import { useSharedStyles } from './styles.ts';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  note: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`, margin: 0 },
  more: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    minHeight: '32px',
    width: '100%',
    boxSizing: 'border-box',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    fontWeight: tokens.fontWeightSemibold,
  },
});

/** More findings than this fold into the first ones and a count. */
const MOST_SHOWN = 5;

/** A wish to be taken to the findings; a new object is a new wish. */
export interface Visit {
  readonly isToMark: boolean;
}

export interface FindingsProps {
  readonly findings: FindingsView;
  readonly isOpen: boolean;
  readonly visit: Visit | undefined;
  readonly onToggle: () => void;
  readonly perform: Perform;
}

/** What was found and where, with the words around it; the values stay masked (C3). */
export function Findings({ findings, isOpen, visit, onToggle, perform }: FindingsProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { findings: texts } = useWording().pane;
  const root = useRef<HTMLDivElement>(null);
  const [isWhole, setWhole] = useState(false);
  const { count, items, unlisted, marked } = findings;
  useVisit(root, visit, { items, showWhole: () => setWhole(true) });
  const { note, ...marking } = useMarking(root, perform);
  if (count === 0 && marked.length === 0) return null;
  const shown = isWhole ? items : items.slice(0, MOST_SHOWN);
  return (
    <div ref={root}>
      <Section title={texts.title(count)} isOpen={isOpen} onToggle={onToggle}>
        <ul className={shared.plainList}>
          {shown.map((finding) => (
            <FindingItem key={finding.id} finding={finding} {...marking} />
          ))}
        </ul>
        {items.length > MOST_SHOWN ? (
          <MoreButton
            hidden={items.length - MOST_SHOWN}
            isWhole={isWhole}
            onToggle={() => setWhole(!isWhole)}
          />
        ) : null}
        {unlisted > 0 && isWhole ? (
          <p className={mergeClasses(styles.note, shared.small, shared.quiet)}>{texts.unlisted(unlisted)}</p>
        ) : null}
        <MarkedFindings marked={marked} onUndo={marking.onUndo} />
        <p className={mergeClasses(styles.note, shared.small, shared.quiet)}>{texts.local}</p>
      </Section>
      <div role="status" className={shared.hidden}>
        {note}
      </div>
    </div>
  );
}

interface MoreButtonProps {
  readonly hidden: number;
  readonly isWhole: boolean;
  readonly onToggle: () => void;
}

function MoreButton({ hidden, isWhole, onToggle }: MoreButtonProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { pane, shared: words } = useWording();
  return (
    <button
      type="button"
      className={mergeClasses(shared.bareButton, styles.more)}
      aria-expanded={isWhole}
      onClick={onToggle}
    >
      {isWhole ? pane.findings.fewer : words.alert.andMore(hidden)}
    </button>
  );
}

interface Marking {
  /** What a screen reader hears of the last click. */
  readonly note: string;
  readonly onMark: (command: MarkCommand) => void;
  readonly onUndo: (key: string) => void;
}

type MarkCommand = Extract<Parameters<Perform>[0], { readonly kind: 'override' }>;

/** A finding that is marked, or counts again, moves to another list: the keyboard goes with it. */
function useMarking(root: RefObject<HTMLElement | null>, perform: Perform): Marking {
  const { override } = useWording().pane;
  const [note, setNote] = useState('');
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    const target = wanted.current === undefined ? null : root.current?.querySelector(wanted.current);
    wanted.current = undefined;
    if (target instanceof HTMLElement) target.focus();
  });
  return {
    note,
    onMark: (command) => {
      wanted.current = `[data-undo="${command.key}"]`;
      setNote(override.done);
      perform(command);
    },
    onUndo: (key) => {
      wanted.current = `[data-mark="${key}"]`;
      setNote(override.undone);
      perform({ kind: 'undoOverride', key });
    },
  };
}

interface Listed {
  readonly items: readonly FindingView[];
  readonly showWhole: () => void;
}

/** Outlook cannot be made to show the place in the mail, so the keyboard is taken to the finding here. */
function useVisit(root: RefObject<HTMLElement | null>, visit: Visit | undefined, listed: Listed): void {
  const done = useRef<Visit>(undefined);
  const { items, showWhole } = listed;
  useEffect(() => {
    const list = root.current;
    if (visit === undefined || done.current === visit) return;
    const first = items.findIndex(({ marking }) => !visit.isToMark || marking.kind === 'offered');
    const item = first < 0 ? undefined : items[first];
    const element = [...(list?.querySelectorAll<HTMLElement>('[data-finding]') ?? [])].find(
      ({ dataset }) => dataset['finding'] === item?.id,
    );
    if (first >= MOST_SHOWN && element === undefined) return showWhole();
    done.current = visit;
    if (list === null || element === undefined) return;
    // What has no control of its own is read from the section's.
    const place = item?.marking.kind === 'offered' ? element : list;
    focusFirstControl(place, `${element.id}-text`);
    place.scrollIntoView({ block: 'start' });
  });
}
