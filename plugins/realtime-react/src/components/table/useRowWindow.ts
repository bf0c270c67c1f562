import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useLayoutEffect,
  useReducer,
  useRef,
  type RefObject,
} from 'react';
import type { RowWindow } from '../../store/StreamSnapshot';
import { useSteady } from './useSteady';

/** Height of every row in pixels; fixed, so that places are arithmetic. */
export const ROW_HEIGHT = 28;

/** Time between two values of the number of newer rows, in milliseconds. */
const NEWER_MS = 250;

/**
 * Rows to draw, and a scroll position that holds still. New rows come in above:
 * at the top the list follows them; scrolled down, or with the selected row in
 * view, it moves by exactly the rows that came, so that what is read stays.
 */
export function useRowWindow(
  rows: RowWindow,
  selectedId: string | undefined,
  scrollRef: RefObject<HTMLDivElement>,
) {
  // Places have no keys of their own: for keys by row the library would ask for
  // every row of the window at each render, and each would have to be read.
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const anchor = useRef<Anchor>();
  const [, redraw] = useReducer((count: number) => count + 1, 0);

  useLayoutEffect(() => {
    const element = scrollRef.current;
    if (!element) return;
    const moved = anchor.current && rows.indexOf(anchor.current.id);
    if (anchor.current && moved !== undefined && moved >= 0) {
      const by = (moved - anchor.current.index) * ROW_HEIGHT;
      if (by !== 0) {
        element.scrollTop += by;
        // Known before the event of the scroll, or one frame would show no rows.
        virtualizer.scrollOffset = element.scrollTop;
        redraw();
      }
    }
    anchor.current = findAnchor(rows, selectedId, element);
  });

  const remember = () => {
    const element = scrollRef.current;
    if (element) anchor.current = findAnchor(rows, selectedId, element);
  };
  const showNewest = useCallback(() => {
    anchor.current = undefined;
    if (scrollRef.current) scrollRef.current.scrollTop = 0;
  }, [scrollRef]);
  const showOldest = useCallback(() => {
    const element = scrollRef.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scrollRef]);
  const above = Math.floor((virtualizer.scrollOffset ?? 0) / ROW_HEIGHT);
  const newer = useSteady(Math.min(above, rows.length), NEWER_MS);
  return {
    virtualizer,
    remember,
    showNewest,
    showOldest,
    newer: above > 0 ? newer : 0,
  };
}

interface Anchor {
  id: string;
  index: number;
}

function findAnchor(
  rows: RowWindow,
  selectedId: string | undefined,
  { scrollTop, clientHeight }: HTMLElement,
): Anchor | undefined {
  const selected = selectedId === undefined ? -1 : rows.indexOf(selectedId);
  const top = selected * ROW_HEIGHT;
  const isInView =
    selected >= 0 &&
    top + ROW_HEIGHT > scrollTop &&
    top < scrollTop + clientHeight;
  if (isInView && selectedId) return { id: selectedId, index: selected };
  if (scrollTop < ROW_HEIGHT) return undefined;
  const index = Math.floor(scrollTop / ROW_HEIGHT);
  const row = rows.at(index);
  return row && { id: row.id, index };
}
