import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Info20Regular } from '@fluentui/react-icons/svg/info';
import { Prohibited20Filled } from '@fluentui/react-icons/svg/prohibited';
import { QuestionCircle20Filled } from '@fluentui/react-icons/svg/question-circle';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { Tone } from '../view-types.ts';

/** Colours of the tones; always together with an icon and a word, never alone. */
export const useToneStyles = makeStyles({
  base: { flexShrink: 0, display: 'inline-flex', width: '20px', height: '20px' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  ask: { color: tokens.colorStatusWarningForeground3 },
  // The first of the danger colours is too faint for words on a dark background (4.5:1).
  bad: { color: tokens.colorStatusDangerForeground3 },
  unknown: { color: tokens.colorStatusWarningForeground3 },
  quiet: { color: tokens.colorNeutralForeground2 },
  busy: { color: tokens.colorBrandForeground1 },
});

const ICON = {
  good: CheckmarkCircle20Filled,
  ask: Warning20Filled,
  bad: Prohibited20Filled,
  unknown: QuestionCircle20Filled,
  quiet: Info20Regular,
};

/** The sign of a tone; the words beside it say the same, so it is hidden from screen readers. */
export function ToneIcon({ tone }: { readonly tone: Tone }) {
  const styles = useToneStyles();
  const className = mergeClasses(styles.base, styles[tone]);
  if (tone === 'busy')
    return (
      <span className={className} aria-hidden="true">
        <Spinner size="extra-tiny" />
      </span>
    );
  const Icon = ICON[tone];
  return <Icon className={className} aria-hidden="true" />;
}
