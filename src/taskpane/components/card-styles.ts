import { makeStyles, tokens } from '@fluentui/react-components';

export const useCardStyles = makeStyles({
  card: {
    margin: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM}`,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderInlineStartWidth: '4px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  bad: { borderInlineStartColor: tokens.colorStatusDangerBorder2 },
  ask: { borderInlineStartColor: tokens.colorStatusWarningBorder2 },
  unknown: { borderInlineStartColor: tokens.colorStatusWarningBorder2 },
  title: { display: 'flex', gap: tokens.spacingHorizontalS, overflowWrap: 'anywhere' },
  body: { margin: `${tokens.spacingVerticalS} 0 0` },
  points: { margin: `${tokens.spacingVerticalS} 0 0`, paddingInlineStart: tokens.spacingHorizontalL },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalM,
  },
});
