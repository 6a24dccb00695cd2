import { makeStyles, tokens } from '@fluentui/react-components';

/** Rows of the compose form: one column of labels, one of fields. */
export const useComposeStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'stretch',
    minHeight: '36px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    ':focus-within': { borderBottomColor: tokens.colorCompoundBrandStroke },
  },
  label: {
    flexShrink: 0,
    width: '104px',
    boxSizing: 'border-box',
    paddingTop: '7px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: '22px',
  },
});
