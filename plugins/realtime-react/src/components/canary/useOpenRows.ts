import { startTransition, useCallback, useEffect, useState } from 'react';

/** Which rows of a list are open. */
export interface OpenRows {
  isAllOpen: boolean;
  isOpen(key: string): boolean;
  toggle(key: string): void;
  openAll(): void;
  closeAll(): void;
}

/**
 * Rows that a reader opened, the first one or `first` at the beginning. Opening
 * all of them opens one a frame, each drawn in pieces that give way to whatever
 * the reader does meanwhile: a long list stays responsive.
 */
export function useOpenRows(
  keys: string[],
  first: string | undefined,
  onOpen?: (key: string) => void,
): OpenRows {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(openAtFirst(keys, first)),
  );
  const [isOpening, setIsOpening] = useState(false);
  const next = keys.find(key => !open.has(key));
  useEffect(() => {
    if (!isOpening) return undefined;
    if (next === undefined) {
      setIsOpening(false);
      return undefined;
    }
    const frame = requestAnimationFrame(() =>
      startTransition(() => setOpen(old => new Set([...old, next]))),
    );
    return () => cancelAnimationFrame(frame);
  }, [isOpening, next]);
  const toggle = useCallback(
    (key: string) => {
      setIsOpening(false);
      startTransition(() => setOpen(old => toggled(old, key)));
      onOpen?.(key);
    },
    [onOpen],
  );
  return {
    isAllOpen: next === undefined,
    isOpen: key => open.has(key),
    toggle,
    openAll: () => setIsOpening(true),
    closeAll: () => {
      setIsOpening(false);
      setOpen(new Set());
    },
  };
}

function openAtFirst(keys: string[], first: string | undefined): string[] {
  return first !== undefined && keys.includes(first)
    ? [first]
    : keys.slice(0, 1);
}

function toggled(old: ReadonlySet<string>, key: string): Set<string> {
  const next = new Set(old);
  if (!next.delete(key)) next.add(key);
  return next;
}
