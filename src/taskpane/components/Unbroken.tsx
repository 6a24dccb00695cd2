import { makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  word: { display: 'inline-block', maxWidth: '100%', overflowWrap: 'anywhere' },
});

/** Addresses and masked values; the sentence's own signs behind them do not belong to them. */
const WORD = /([^\s(),]*[@•][^\s(),]*[^\s(),.])/;

/** A sentence whose addresses and numbers stay in one piece, unless one is longer than the line. */
export function Unbroken({ text }: { readonly text: string }) {
  const styles = useStyles();
  return text.split(WORD).map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      <span key={index} className={styles.word}>
        {piece}
      </span>
    ),
  );
}
