import { useEffect, useRef } from 'react';

/** What a key does; true when it did something, so that the browser does not. */
export type KeyActions = Record<string, (() => void) | undefined>;

/** Focus in one of these keeps its keys. */
const FIELDS =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"], [role="tablist"], [role="separator"]';

/** Elements that the space bar presses. */
const PRESSABLE = 'button, a[href], summary, [role="button"]';

/** Keys of the view while it is there; off while a field, menu or dialog has focus. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const action = latest.current[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (event.key === 'Escape') return target.closest('[role="dialog"]') !== null;
  if (target.closest(FIELDS)) return true;
  return event.key === ' ' && target.closest(PRESSABLE) !== null;
}
