import { useCallback, useState } from 'react';

/** Copies a text; `copied` is true from then on, for a line that says so. */
export function useCopy(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  const copy = useCallback((text: string) => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  }, []);
  return { copied, copy };
}
