import { mergeClasses } from '@fluentui/react-components';
import { ArrowSwap20Regular } from '@fluentui/react-icons/svg/arrow-swap';
import { Building20Regular } from '@fluentui/react-icons/svg/building';
import { LockClosed20Regular } from '@fluentui/react-icons/svg/lock-closed';
import { LockOpen20Regular } from '@fluentui/react-icons/svg/lock-open';
import { MailDismiss20Regular } from '@fluentui/react-icons/svg/mail-dismiss';
import { QuestionCircle20Regular } from '@fluentui/react-icons/svg/question-circle';
import { Shield20Regular } from '@fluentui/react-icons/svg/shield';
import type { Transport } from '../../domain/transport.ts';
import type { Tone } from '../view-types.ts';
import { ToneIcon, useToneStyles } from './ToneIcon.tsx';

const ICON = {
  internal: Building20Regular,
  certificate: LockClosed20Regular,
  tunnel: ArrowSwap20Regular,
  tls: Shield20Regular,
  none: LockOpen20Regular,
  unknown: QuestionCircle20Regular,
  undeliverable: MailDismiss20Regular,
};

export interface TransportIconProps {
  readonly transport: Transport | undefined;
  readonly tone: Tone;
}

/** How a mail travels; for a recipient that is in the way, the sign that says so. */
export function TransportIcon({ transport, tone }: TransportIconProps) {
  const styles = useToneStyles();
  if (transport === undefined || tone === 'bad') return <ToneIcon tone={tone} />;
  const Icon = ICON[transport];
  return <Icon className={mergeClasses(styles.base, styles[tone])} aria-hidden="true" />;
}
