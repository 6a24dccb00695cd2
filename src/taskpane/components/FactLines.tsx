import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import type { FactLine } from '../view-types.ts';
import { useSharedStyles } from './styles.ts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(80px, auto) 1fr',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    margin: 0,
  },
  label: { margin: 0 },
  value: { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
});

/** Labels and values, line by line. */
export function FactLines({ lines }: { readonly lines: readonly FactLine[] }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  return (
    <dl className={mergeClasses(styles.list, shared.small)}>
      {lines.map(({ label, value, isCode }, index) => (
        <Fragment key={`${label}-${index}`}>
          <dt className={mergeClasses(styles.label, shared.quiet)}>{label}</dt>
          <dd className={mergeClasses(styles.value, isCode === true && shared.code)}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
