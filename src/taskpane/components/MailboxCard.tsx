import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { MailInbox20Regular } from '@fluentui/react-icons/svg/mail-inbox';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { MailboxCard as MailboxCardView, Perform } from '../view-types.ts';
import { useCardStyles } from './card-styles.ts';
import type { MailboxList } from './MailboxList.tsx';
import { focusFirstControl, isFocusLost } from './keyboard-focus.ts';
import { useSharedStyles } from './styles.ts';
import { Unbroken } from './Unbroken.tsx';
import { useWording } from './wording-context.ts';

// Begun with the pane and not waited for by it: the list is there before the first answer of the service.
const loading = import('./MailboxList.tsx');
let Ready: typeof MailboxList | undefined;
loading.then(
  (loaded) => (Ready = loaded.MailboxList),
  () => undefined,
);
const Later = lazy(async () => ({ default: (await loading).MailboxList }));

const useStyles = makeStyles({
  field: { marginTop: tokens.spacingVerticalM },
  /** As high as the list, so that nothing jumps when it comes. */
  place: { height: '32px', marginTop: tokens.spacingVerticalXS },
  icon: { flexShrink: 0 },
});

export interface MailboxCardProps {
  readonly card: MailboxCardView;
  readonly perform: Perform;
  readonly cardRef: (element: HTMLElement | null) => void;
}

/** The drop-down of functional mailboxes with Continue and Cancel (A9). Cancel leaves the draft as it is. */
export function MailboxCard({ card, perform, cardRef }: MailboxCardProps) {
  const cards = useCardStyles();
  const shared = useSharedStyles();
  const styles = useStyles();
  const { mailbox: texts } = useWording().pane;
  const [isCancelled, setCancelled] = useState(false);
  const content = useRef<HTMLDivElement>(null);
  const id = useId();
  // The button that was pressed goes away with its part of the card; its text is told by the part that comes.
  const hasTurned = useRef(false);
  const turn = (isNowCancelled: boolean): void => {
    hasTurned.current = true;
    setCancelled(isNowCancelled);
  };
  useEffect(() => {
    if (hasTurned.current && content.current !== null && isFocusLost()) focusFirstControl(content.current);
  }, [isCancelled]);
  return (
    <section
      ref={cardRef}
      aria-labelledby={id}
      data-card={card.key}
      data-text={`${id} ${id}-body`}
      className={mergeClasses(cards.card, cards.ask)}
    >
      <div className={cards.title}>
        <MailInbox20Regular className={styles.icon} aria-hidden="true" />
        <h2 id={id} className={shared.heading}>
          {texts.title}
        </h2>
      </div>
      <div ref={content}>
        {isCancelled ? (
          <Cancelled card={card} perform={perform} onChooseAgain={() => turn(false)} />
        ) : (
          <Choice bodyId={`${id}-body`} card={card} perform={perform} onCancel={() => turn(true)} />
        )}
      </div>
    </section>
  );
}

interface ChoiceProps {
  readonly bodyId: string;
  readonly card: MailboxCardView;
  readonly perform: Perform;
  readonly onCancel: () => void;
}

function Choice({ bodyId, card, perform, onCancel }: ChoiceProps) {
  const cards = useCardStyles();
  const shared = useSharedStyles();
  const styles = useStyles();
  const { mailbox: texts } = useWording().pane;
  // One that is there is drawn at once: the keyboard is taken to it with the card.
  const [List] = useState(() => Ready ?? Later);
  const [picked, setPicked] = useState<string>();
  const id = useId();
  const selected = card.options.find(({ address }) => address === picked)?.address ?? card.selected;
  if (card.options.length === 0) return <p className={cards.body}>{texts.none}</p>;
  return (
    <>
      <p id={bodyId} className={cards.body}>
        <Unbroken text={card.body} />
      </p>
      <div className={styles.field}>
        <label id={id}>{texts.label}</label>
        <Suspense fallback={<div className={styles.place} />}>
          <List labelId={id} options={card.options} selected={selected} onPick={setPicked} />
        </Suspense>
        <div className={mergeClasses(shared.small, shared.quiet)}>
          <span className={shared.whole}>{selected}</span>
        </div>
      </div>
      <p className={cards.body}>{texts.replies}</p>
      <div className={cards.actions}>
        <Button appearance="primary" onClick={() => perform({ kind: 'chooseMailbox', address: selected })}>
          {texts.go}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </>
  );
}

interface CancelledProps {
  readonly card: MailboxCardView;
  readonly perform: Perform;
  readonly onChooseAgain: () => void;
}

/** What Cancel leaves behind (guide, 8.2): the draft untouched, and the way to send it without encryption. */
function Cancelled({ card, perform, onChooseAgain }: CancelledProps) {
  const cards = useCardStyles();
  const { mailbox: texts, card: words } = useWording().pane;
  return (
    <>
      <p className={cards.body} role="status">
        {texts.cancelled} {card.hasPersonalData ? texts.cancelledPersonal : texts.cancelledOrdinary}
      </p>
      <div className={cards.actions}>
        {card.canSwitchOff ? (
          <Button onClick={() => perform({ kind: 'switchSecureMode', isOn: false })}>
            {words.switchOff}
          </Button>
        ) : null}
        <Button onClick={onChooseAgain}>{texts.chooseAgain}</Button>
      </div>
    </>
  );
}
