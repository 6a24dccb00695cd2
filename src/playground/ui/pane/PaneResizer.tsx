import { makeStyles, tokens } from '@fluentui/react-components';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { PANE_WIDTH } from '../settings.ts';
import { useTexts } from '../text/language.ts';

interface PaneResizerProps {
  readonly width: number;
  readonly onChange: (width: number) => void;
}

const STEP = 20;

/** The edge of the pane: by pointer and by arrow keys. */
export function PaneResizer({ width, onChange }: PaneResizerProps): ReactElement {
  const texts = useTexts();
  const styles = useStyles();
  const change = (wanted: number): void => {
    const next = Math.round(Math.min(PANE_WIDTH.most, Math.max(PANE_WIDTH.least, wanted)));
    if (next !== width) onChange(next);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      className={styles.edge}
      aria-orientation="vertical"
      aria-label={texts.pane.resize}
      aria-valuenow={width}
      aria-valuemin={PANE_WIDTH.least}
      aria-valuemax={PANE_WIDTH.most}
      onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
        // Keeps the pointer although it passes over the frame.
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event: PointerEvent<HTMLDivElement>) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const pane = event.currentTarget.parentElement;
        if (pane !== null) change(pane.getBoundingClientRect().right - event.clientX);
      }}
      onKeyDown={(event: KeyboardEvent) => {
        const wanted = {
          ArrowLeft: width + STEP,
          ArrowRight: width - STEP,
          Home: PANE_WIDTH.least,
          End: PANE_WIDTH.most,
        }[event.key];
        if (wanted === undefined) return;
        event.preventDefault();
        change(wanted);
      }}
    />
  );
}

const useStyles = makeStyles({
  edge: {
    position: 'absolute',
    insetBlock: 0,
    left: '-4px',
    width: '8px',
    zIndex: 1,
    cursor: 'col-resize',
    touchAction: 'none',
    outlineStyle: 'none',
    ':hover': { backgroundColor: tokens.colorBrandStroke2 },
    ':focus-visible': { backgroundColor: tokens.colorCompoundBrandStroke },
  },
});
