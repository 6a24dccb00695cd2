import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import type { FactLine } from '../view-types.ts';
import { useSharedStyles } from './styles.ts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    // A long label wraps, so that what it labels keeps room in the narrowest pane.
    gridTemplateColumns: 'fit-content(96px) minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    margin: 0,
  },
  label: { margin: 0, minWidth: '64px', overflowWrap: 'anywhere' },
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
          <dd className={mergeClasses(styles.value, isCode === true && shared.code)}>
            {isCode === true ? <Breakable text={value} /> : value}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** Host names, addresses and fingerprints break behind their signs, before they break anywhere. */
function Breakable({ text }: { readonly text: string }) {
  const pieces = text.match(/[^.:@/]+[.:@/]*|[.:@/]+/g) ?? [];
  return pieces.map((piece, index) => (
    <Fragment key={index}>
      {piece}
      <wbr />
    </Fragment>
  ));
}
