import {
  CanaryMark,
  useCanary,
} from '@backstage-realtime/plugin-realtime-react';

/** Where the canary of one row stands; watched while the row is on the page. */
export function OwnedCanary(props: { entityRef: string; nowMs: number }) {
  const { snapshot } = useCanary(props.entityRef);
  return <CanaryMark snapshot={snapshot} nowMs={props.nowMs} />;
}
