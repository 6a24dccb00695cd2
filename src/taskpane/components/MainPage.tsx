import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { listNames } from '../../domain/text/listing.ts';
import type { OpeningContext } from '../../outlook/opening-context.ts';
import type { DraftRecipient } from '../../domain/draft.ts';
import type { CardView, Command, PaneView, Perform } from '../view-types.ts';
import { cardToOpenAt } from '../view-model.ts';
import { AnsweredBar, FailedBar, NetworkBar, RemovedBar } from './Bars.tsx';
import { DeclareSwitch } from './DeclareSwitch.tsx';
import { Files } from './Files.tsx';
import { Findings } from './Findings.tsx';
import type { Visit } from './Findings.tsx';
import { Footer } from './Footer.tsx';
import type { PageName } from './Footer.tsx';
import { Headline } from './Headline.tsx';
import { focusControlAfter, focusFirstControl, isFocusLost } from './keyboard-focus.ts';
import { MailboxCard } from './MailboxCard.tsx';
import { ProblemCard } from './ProblemCard.tsx';
import { Recipients } from './Recipients.tsx';
import { SecureModeSwitch } from './SecureModeSwitch.tsx';
import { useSharedStyles } from './styles.ts';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({ main: { display: 'flex', flexDirection: 'column' } });

/** A wish to be taken to a card; a new object is a new wish. */
export interface Opening {
  readonly context: OpeningContext;
}

export interface MainPageProps {
  readonly view: PaneView;
  readonly removed: readonly DraftRecipient[];
  readonly hasFailed: boolean;
  readonly opening: Opening | undefined;
  readonly perform: (command: Command) => Promise<void>;
  readonly onOpen: (page: PageName) => void;
}

/** One verdict on top; what needs the sender next; all else folds away (spec 9-pane). */
export function MainPage({ view, removed, hasFailed, opening, perform, onOpen }: MainPageProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { pane, shared: words } = useWording();
  const [areFindingsOpen, setFindingsOpen] = useState(false);
  const headline = useRef<HTMLDivElement>(null);
  const [visit, setVisit] = useState<Visit>();
  const cards = useCardFocus(view, opening);
  const keepFocus = useKeptFocus(headline, view);
  const act: Perform = (command) => {
    if (command.kind === 'showFindings') {
      setFindingsOpen(true);
      setVisit({ isToMark: command.isToMark === true });
      return;
    }
    void perform(command).then(keepFocus);
  };
  return (
    <main className={styles.main}>
      <h1 className={shared.hidden}>Secure Send</h1>
      <SecureModeSwitch secureMode={view.secureMode} perform={act} />
      <Headline headline={view.headline} perform={act} headlineRef={headline} />
      {view.isNetworkBlocked ? <NetworkBar /> : null}
      {hasFailed ? <FailedBar /> : null}
      {removed.length === 0 ? null : <RemovedBar names={listNames(removed, words)} perform={act} />}
      {view.cards.map((card) => (
        <Card key={card.key} card={card} isBusy={!view.isSettled} perform={act} cardRef={cards(card.key)} />
      ))}
      {view.mailboxLine === undefined ? null : (
        <AnsweredBar
          text={view.mailboxLine}
          label={pane.mailbox.change}
          onClick={() => act({ kind: 'changeMailbox' })}
        />
      )}
      {view.isConfirmed ? (
        <AnsweredBar
          text={pane.card.confirmed}
          label={pane.card.takeBack}
          onClick={() => act({ kind: 'takeBack' })}
        />
      ) : null}
      {view.recipients === undefined ? null : (
        <Recipients recipients={view.recipients} perform={act} onShowMethods={() => onOpen('methods')} />
      )}
      <Findings
        findings={view.findings}
        isOpen={areFindingsOpen}
        visit={visit}
        onToggle={() => setFindingsOpen(!areFindingsOpen)}
        perform={act}
      />
      {view.files === undefined ? null : <Files files={view.files} />}
      {view.canDeclare ? <DeclareSwitch isDeclared={view.isDeclared} perform={act} /> : null}
      <Footer onOpen={onOpen} />
    </main>
  );
}

interface CardProps {
  readonly card: CardView;
  readonly isBusy: boolean;
  readonly perform: Perform;
  readonly cardRef: (element: HTMLElement | null) => void;
}

function Card({ card, ...rest }: CardProps) {
  if (card.kind === 'mailbox')
    return <MailboxCard card={card} perform={rest.perform} cardRef={rest.cardRef} />;
  return <ProblemCard card={card} {...rest} />;
}

/** Takes the focus to the card that "Take Action" meant, once it is there. */
function useCardFocus(
  view: PaneView,
  opening: Opening | undefined,
): (key: string) => (element: HTMLElement | null) => void {
  const elements = useRef(new Map<string, HTMLElement>());
  const done = useRef<Opening>(undefined);
  const { cards, isSettled } = view;
  useEffect(() => {
    if (opening === undefined || done.current === opening || !isSettled) return;
    const card = cardToOpenAt(cards, opening.context.problem);
    const element = card === undefined ? undefined : elements.current.get(card.key);
    if (element === undefined) return;
    done.current = opening;
    focusFirstControl(element, element.dataset['text']);
    element.scrollIntoView({ block: 'start' });
  }, [cards, isSettled, opening]);
  return (key) => (element) => {
    if (element === null) elements.current.delete(key);
    else elements.current.set(key, element);
  };
}

/**
 * A card that was solved takes its button away, at once or when the draft has been read again: the keyboard goes on with
 * what follows the verdict instead of beginning at the top.
 */
function useKeptFocus(headline: RefObject<HTMLDivElement | null>, view: PaneView): () => void {
  const last = useRef<Element>(null);
  useEffect(() => {
    // Who is writing in the mail meanwhile keeps the keyboard.
    if (document.hasFocus()) keepFocus(headline.current, last.current);
  }, [view, headline]);
  useEffect(() => {
    const note = (): void => {
      last.current = document.activeElement;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  return () => keepFocus(headline.current, last.current);
}

function keepFocus(mark: HTMLElement | null, last: Element | null): void {
  const page = mark?.closest('main');
  if (mark && page && isFocusLost() && last?.isConnected === false) focusControlAfter(mark, page);
}
