import type { Zone } from '@backstage-realtime/plugin-realtime-react';
import { useRemembered } from '../useRemembered';

/** Zone of every time stamp, remembered for all views: the Messages tab switches the same one. */
export function useZone(): { zone: Zone; switchZone: () => void } {
  const [zone, setZone] = useRemembered<Zone>('zone', 'utc');
  return { zone, switchZone: () => setZone(zone === 'utc' ? 'local' : 'utc') };
}
