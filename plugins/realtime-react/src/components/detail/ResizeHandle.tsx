import type { KeyboardEvent, PointerEvent } from 'react';
import { useWords } from '../words/WordsContext';
import styles from './ResizeHandle.module.css';

/** Bounds of the detail's width, in pixels. @public */
export const DETAIL_WIDTH = { min: 320, max: 640, initial: 376 } as const;

/** Pixels one press of an arrow key moves the edge. */
const STEP = 16;

/** Width in CSS pixels; the handle keeps it inside its bounds. @public */
export interface ResizeHandleProps {
  width: number;
  onWidth(width: number): void;
}

/** Keeps a width within its bounds. @public */
export function clampDetailWidth(width: number): number {
  if (!Number.isFinite(width)) return DETAIL_WIDTH.initial;
  return Math.min(DETAIL_WIDTH.max, Math.max(DETAIL_WIDTH.min, width));
}

/** Left edge of the detail: drag it, or move it with the arrow keys. @public */
export function ResizeHandle({ width, onWidth }: ResizeHandleProps) {
  const words = useWords();
  const onKeyDown = (event: KeyboardEvent) => {
    const next = widthAfter(event.key, width);
    if (next === undefined) return;
    event.preventDefault();
    onWidth(clampDetailWidth(next));
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const start = event.clientX;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = move =>
      onWidth(clampDetailWidth(width + start - move.clientX));
    handle.onpointerup = () => {
      handle.onpointermove = null;
      handle.onpointerup = null;
    };
  };
  return (
    // A separator that moves is a control, whatever the rule's list says.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={words('detail.resize')}
      aria-valuenow={width}
      aria-valuemin={DETAIL_WIDTH.min}
      aria-valuemax={DETAIL_WIDTH.max}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles.handle}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
}

function widthAfter(key: string, width: number): number | undefined {
  if (key === 'ArrowLeft') return width + STEP;
  if (key === 'ArrowRight') return width - STEP;
  if (key === 'Home') return DETAIL_WIDTH.min;
  return key === 'End' ? DETAIL_WIDTH.max : undefined;
}
