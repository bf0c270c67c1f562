import { VisuallyHidden } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';

/** Time between two announcements, in milliseconds. */
export const ANNOUNCE_MS = 10_000;

/** Says a text to readers who do not see the page, at most every 10 s and only when it changed. */
export function SaidSlowly({ text }: { text: string }) {
  const latest = useRef('');
  latest.current = text;
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setInterval(() => setSaid(latest.current), ANNOUNCE_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <VisuallyHidden>
      <span role="status">{said}</span>
    </VisuallyHidden>
  );
}
