import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useSharedStyles } from './styles.ts';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

export type PageName = 'certificates' | 'tunnel' | 'methods' | 'help';

export interface FooterProps {
  readonly onOpen: (page: PageName) => void;
}

/** The ways to what is seldom needed. */
export function Footer({ onOpen }: FooterProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { pane } = useWording();
  return (
    <nav className={styles.root}>
      <Link as="button" className={shared.link} onClick={() => onOpen('certificates')}>
        {pane.certificates.link}
      </Link>
      <Link as="button" className={shared.link} onClick={() => onOpen('tunnel')}>
        {pane.tunnel.link}
      </Link>
      <Link as="button" className={shared.link} onClick={() => onOpen('help')}>
        {pane.help.link}
      </Link>
    </nav>
  );
}
