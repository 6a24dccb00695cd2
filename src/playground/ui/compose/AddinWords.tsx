import { makeStyles } from '@fluentui/react-components';
import type { ReactElement } from 'react';

const ADDRESS = /(\S+@[^\s,;]*[^\s,;.])/;

/** Text of the add-in; addresses stay in one piece while they fit on a line. */
export function AddinWords({ text }: { readonly text: string }): ReactElement {
  const styles = useStyles();
  return (
    <>
      {text.split(ADDRESS).map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <span key={index} className={styles.address}>
            {part}
          </span>
        ),
      )}
    </>
  );
}

const useStyles = makeStyles({
  address: { display: 'inline-block', maxWidth: '100%', overflowWrap: 'anywhere' },
});
