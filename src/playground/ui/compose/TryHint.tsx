import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { Lightbulb20Regular } from '@fluentui/react-icons/svg/lightbulb';
import type { ReactElement } from 'react';
import { findScene } from '../../scenes.ts';
import { keepScene } from '../page-address.ts';
import { useTexts } from '../text/language.ts';
import type { HintScene } from '../text/texts.ts';
import { useMailWindow } from '../use-mail-window.ts';

const SHOWN: readonly HintScene[] = ['gmail-with-cpr', 'certificate-with-cpr', 'internal'];

/** Under an empty mail: scenes worth a first look, for those who do not know yet what to try. */
export function TryHint(): ReactElement {
  const mail = useMailWindow();
  const texts = useTexts();
  const styles = useStyles();
  const open = (name: HintScene): void => {
    const scene = findScene(name);
    if (scene === undefined) return;
    keepScene(name);
    void mail.openScene(scene);
  };
  return (
    <section className={styles.hint} aria-label={texts.hint.label}>
      <Lightbulb20Regular className={styles.icon} aria-hidden />
      <span>{texts.hint.try}</span>
      <ul className={styles.scenes}>
        {SHOWN.map((name) => (
          <li key={name}>
            <Link
              as="button"
              onClick={() => {
                open(name);
              }}
            >
              {texts.hint.scenes[name]}
            </Link>
          </li>
        ))}
      </ul>
      <Button
        appearance="transparent"
        size="small"
        icon={<Dismiss16Regular />}
        aria-label={texts.hint.close}
        onClick={() => {
          mail.changeSettings({ isHintClosed: true });
        }}
      />
    </section>
  );
}

const useStyles = makeStyles({
  hint: {
    display: 'flex',
    alignItems: 'flex-start',
    columnGap: tokens.spacingHorizontalS,
    flexShrink: 0,
    margin: '0 20px 16px',
    padding: '8px 8px 8px 12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    lineHeight: '24px',
  },
  icon: { flexShrink: 0, marginTop: '2px' },
  scenes: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    flexGrow: 1,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
});
