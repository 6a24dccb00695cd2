import { makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  /** Moves to the next line as a whole, and breaks only where it is longer than that. */
  whole: { display: 'inline-block', maxWidth: '100%', overflowWrap: 'anywhere' },
  long: { overflowWrap: 'anywhere' },
});

/** Addresses and masked values, with the sentence's own signs around them: no line may begin with a comma. */
const WORD = /(\(?[^\s(),]*[@•][^\s(),]*[^\s(),.][),.]*)/;
/** What fits in one line of a card in the narrowest pane, in characters. */
const LONGEST_WHOLE = 30;

/** A sentence whose addresses and numbers stay in one piece, unless one is longer than the line. */
export function Unbroken({ text }: { readonly text: string }) {
  const styles = useStyles();
  return text.split(WORD).map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      <span key={index} className={piece.length > LONGEST_WHOLE ? styles.long : styles.whole}>
        <Breakable text={piece} />
      </span>
    ),
  );
}

/** One that does not fit goes on behind its @, where a person would break it. */
function Breakable({ text }: { readonly text: string }) {
  const end = text.indexOf('@') + 1;
  if (end === 0) return text;
  return (
    <>
      {text.slice(0, end)}
      <wbr />
      {text.slice(end)}
    </>
  );
}
