import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Permission } from '../../domain/permission.ts';
import type { SendPolicy } from '../../domain/policy.ts';
import { Page } from './Page.tsx';
import { useSharedStyles } from './styles.ts';
import { TransportIcon } from './TransportIcon.tsx';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  paragraph: { margin: 0 },
  table: { width: '100%', borderCollapse: 'collapse' },
  head: {
    textAlign: 'start',
    padding: `${tokens.spacingVerticalXS} 0`,
    fontWeight: tokens.fontWeightSemibold,
  },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    verticalAlign: 'top',
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
  },
  method: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    fontWeight: tokens.fontWeightSemibold,
  },
  meaning: { display: 'block' },
  answer: { fontWeight: tokens.fontWeightSemibold, paddingRight: 0 },
});

const METHODS = ['internal', 'certificate', 'tunnel', 'tls', 'none'] as const;

export interface MethodsPageProps {
  readonly policy: SendPolicy;
  readonly onBack: () => void;
}

/** The methods, what each means, and "personal data OK?" (A4); the last row is what none of them is. */
export function MethodsPage({ policy, onBack }: MethodsPageProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { pane, shared: words } = useWording();
  const { studentDomains } = policy.organisation;
  return (
    <Page title={pane.methods.title} onBack={onBack}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.head}>
              {pane.methods.method}
            </th>
            <th scope="col" className={styles.head}>
              {pane.recipients.personalData}
            </th>
          </tr>
        </thead>
        <tbody>
          {METHODS.map((method) => (
            <tr key={method}>
              <th scope="row" className={styles.cell}>
                <span className={styles.method}>
                  <TransportIcon transport={method} tone="quiet" />
                  {words.transport[method]}
                </span>
                <span className={mergeClasses(shared.small, styles.meaning)}>
                  {pane.methods.meaning[method]}
                </span>
              </th>
              <td className={mergeClasses(styles.cell, styles.answer)}>
                {words.permission[permissionOf(method, policy)]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {studentDomains.length === 0 ? null : (
        <p className={styles.paragraph}>
          {pane.methods.student(studentDomains.map((one) => `@${one}`).join(', '))}
        </p>
      )}
      <p className={styles.paragraph}>{pane.methods.intro}</p>
    </Page>
  );
}

const TLS_ANSWER = { allow: 'depends', confirm: 'depends', block: 'no' } as const;

/** Never a plain yes for TLS: it depends on the recipient, whatever policy says (A8). */
function permissionOf(method: (typeof METHODS)[number], { tls }: SendPolicy): Permission {
  if (method === 'none') return 'no';
  return method === 'tls' ? TLS_ANSWER[tls.personalData] : 'yes';
}
