import {
  bandFacts,
  type StreamSnapshot,
  type ViewContext,
} from '@backstage-realtime/plugin-realtime-react';
import { VisuallyHidden } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';

/** Time between two announcements, in milliseconds. */
export const ANNOUNCE_MS = 10_000;

/** Says counts, never records, every 10 s to readers who do not see the band. */
export function Announcer(props: {
  snapshot: StreamSnapshot;
  context: ViewContext;
}) {
  const { state, numbers } = bandFacts(props.snapshot, props.context);
  const latest = useRef('');
  latest.current = [state, ...numbers].join(', ');
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
