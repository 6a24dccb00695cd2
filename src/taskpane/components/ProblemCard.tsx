import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { useId, useState } from 'react';
import type { CardAction, CardRecipient, Perform, ProblemCard as ProblemCardView } from '../view-types.ts';
import { useCardStyles } from './card-styles.ts';
import { useSharedStyles } from './styles.ts';
import { ToneIcon } from './ToneIcon.tsx';
import { Unbroken } from './Unbroken.tsx';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  recipients: { marginTop: tokens.spacingVerticalS },
  recipient: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '32px',
    padding: '2px 0',
  },
  text: { flexGrow: 1, minWidth: 0 },
  why: { display: 'inline-block', marginTop: tokens.spacingVerticalS },
});

/** More recipients than this fold into the first ones and a count. */
const MOST_SHOWN = 5;

export interface ProblemCardProps {
  readonly card: ProblemCardView;
  readonly isBusy: boolean;
  readonly perform: Perform;
  readonly cardRef: (element: HTMLElement | null) => void;
}

/** One thing in the way, with the buttons that solve it; the first is the one that helps most. */
export function ProblemCard({ card, isBusy, perform, cardRef }: ProblemCardProps) {
  const styles = useStyles();
  const cards = useCardStyles();
  const shared = useSharedStyles();
  const id = useId();
  return (
    <section
      ref={cardRef}
      aria-labelledby={id}
      data-card={card.key}
      data-text={card.body === undefined ? id : `${id} ${id}-body`}
      className={mergeClasses(cards.card, toneClass(card, cards))}
    >
      <div className={cards.title}>
        <ToneIcon tone={card.tone} />
        <h2 id={id} className={shared.heading}>
          <Unbroken text={card.title} />
        </h2>
      </div>
      {card.body === undefined ? null : (
        <p id={`${id}-body`} className={cards.body}>
          {card.body}
        </p>
      )}
      {card.points.length === 0 ? null : (
        <ul className={cards.points}>
          {card.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      )}
      <CardRecipients recipients={card.recipients} isRemovable={isRemovable(card)} perform={perform} />
      <Why text={card.why} />
      {card.link === undefined ? null : (
        <Link
          className={mergeClasses(styles.why, shared.link)}
          href={card.link.url}
          target="_blank"
          rel="noopener noreferrer"
        >
          {card.link.label}
        </Link>
      )}
      <div className={cards.actions}>
        {card.actions.map((action, index) => (
          <ActionButton
            key={action.label}
            action={action}
            isPrimary={index === 0}
            isBusy={isBusy}
            perform={perform}
          />
        ))}
      </div>
    </section>
  );
}

function toneClass({ tone }: ProblemCardView, cards: ReturnType<typeof useCardStyles>): string {
  if (tone === 'bad') return cards.bad;
  return tone === 'unknown' ? cards.unknown : cards.ask;
}

function isRemovable({ recipients, actions }: ProblemCardView): boolean {
  return recipients.length > 1 && actions.some(({ command }) => command.kind === 'removeRecipients');
}

interface ActionButtonProps {
  readonly action: CardAction;
  readonly isPrimary: boolean;
  readonly isBusy: boolean;
  readonly perform: Perform;
}

/** While look-ups run the question may still change, so it cannot be answered yet. */
function ActionButton({ action, isPrimary, isBusy, perform }: ActionButtonProps) {
  return (
    <Button
      appearance={isPrimary ? 'primary' : 'secondary'}
      disabledFocusable={isBusy && action.command.kind === 'confirm'}
      onClick={() => perform(action.command)}
    >
      {action.label}
    </Button>
  );
}

interface CardRecipientsProps {
  readonly recipients: readonly CardRecipient[];
  readonly isRemovable: boolean;
  readonly perform: Perform;
}

function CardRecipients({ recipients, isRemovable: canRemove, perform }: CardRecipientsProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { shared: words } = useWording();
  const shown = recipients.slice(0, MOST_SHOWN);
  if (recipients.length === 0) return null;
  return (
    <ul className={mergeClasses(shared.plainList, styles.recipients)}>
      {shown.map((recipient) => (
        <li key={recipient.id} className={styles.recipient}>
          <div className={styles.text}>
            <div className={shared.ellipsis} title={recipient.name}>
              {recipient.name}
            </div>
            {recipient.reason === undefined ? null : (
              <div className={mergeClasses(shared.small, shared.quiet)}>{recipient.reason}</div>
            )}
          </div>
          {canRemove ? <RemoveButton recipient={recipient} perform={perform} /> : null}
        </li>
      ))}
      {recipients.length > shown.length ? (
        <li className={shared.quiet}>{words.alert.andMore(recipients.length - shown.length)}</li>
      ) : null}
    </ul>
  );
}

interface RemoveButtonProps {
  readonly recipient: CardRecipient;
  readonly perform: Perform;
}

function RemoveButton({ recipient: { recipient, name }, perform }: RemoveButtonProps) {
  const { card } = useWording().pane;
  if (recipient === undefined) return null;
  const label = card.removeNamed(name);
  return (
    <Button
      appearance="subtle"
      size="small"
      icon={<Dismiss16Regular />}
      aria-label={label}
      title={label}
      onClick={() => perform({ kind: 'removeRecipients', recipients: [recipient] })}
    />
  );
}

function Why({ text }: { readonly text: string | undefined }) {
  const styles = useStyles();
  const cards = useCardStyles();
  const shared = useSharedStyles();
  const { card } = useWording().pane;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (text === undefined) return null;
  return (
    <>
      <Link
        as="button"
        className={mergeClasses(styles.why, shared.link)}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {card.why}
      </Link>
      <p id={id} hidden={!isOpen} className={cards.body}>
        {text}
      </p>
    </>
  );
}
