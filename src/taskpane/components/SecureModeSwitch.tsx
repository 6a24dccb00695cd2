import { makeStyles, mergeClasses, shorthands, Switch, tokens } from '@fluentui/react-components';
import { ShieldCheckmark24Filled } from '@fluentui/react-icons/svg/shield-checkmark';
import { Shield24Regular } from '@fluentui/react-icons/svg/shield';
import { useId } from 'react';
import type { Perform, SecureModeView } from '../view-types.ts';
import { useSharedStyles } from './styles.ts';
import { useWording } from './wording-context.ts';

const useStyles = makeStyles({
  root: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    borderInlineStartWidth: '4px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
  },
  rootOn: {
    borderInlineStartColor: tokens.colorStatusSuccessBorder2,
    backgroundColor: tokens.colorStatusSuccessBackground1,
    '@media (forced-colors: active)': { borderInlineStartColor: 'Highlight' },
  },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { flexGrow: 1, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  state: { fontWeight: tokens.fontWeightSemibold },
  on: { color: tokens.colorStatusSuccessForeground1 },
  icon: { flexShrink: 0 },
  /** Locked on still looks on; that it cannot be moved is said by the note and by the pointer. */
  lockedOn: {
    '& input[role="switch"]:checked ~ .fui-Switch__indicator': {
      backgroundColor: tokens.colorCompoundBrandBackground,
      ...shorthands.borderColor(tokens.colorTransparentStroke),
      color: tokens.colorNeutralForegroundInverted,
      '@media (forced-colors: active)': { backgroundColor: 'Highlight', color: 'Canvas' },
    },
  },
});

export interface SecureModeSwitchProps {
  readonly secureMode: SecureModeView;
  readonly perform: Perform;
}

/** The word is the state, the thumb is the action (A1): colour, icon and text say the same. */
export function SecureModeSwitch({ secureMode, perform }: SecureModeSwitchProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const { secureMode: texts } = useWording().pane;
  const nameId = useId();
  const noteId = useId();
  const { isOn, isChangeable, note } = secureMode;
  const Icon = isOn ? ShieldCheckmark24Filled : Shield24Regular;
  return (
    <div className={mergeClasses(styles.root, isOn && styles.rootOn)}>
      <div className={styles.line}>
        <Icon className={mergeClasses(styles.icon, isOn && styles.on)} aria-hidden="true" />
        <span id={nameId} className={styles.name}>
          {texts.name}
        </span>
        <span className={mergeClasses(styles.state, isOn && styles.on)} data-testid="secure-mode-state">
          {isOn ? texts.on : texts.off}
        </span>
        <Switch
          className={mergeClasses(isOn && !isChangeable && styles.lockedOn)}
          checked={isOn}
          disabledFocusable={!isChangeable}
          aria-labelledby={nameId}
          aria-describedby={note === undefined ? undefined : noteId}
          onChange={(_event, { checked }) => {
            // React tells of a change even where the click was refused.
            if (isChangeable) perform({ kind: 'switchSecureMode', isOn: checked });
          }}
        />
      </div>
      {note === undefined ? null : (
        <div id={noteId} className={mergeClasses(shared.small, shared.quiet)}>
          {note}
        </div>
      )}
    </div>
  );
}
