import {
  bandFacts,
  type StreamSnapshot,
  type ViewContext,
} from '@backstage-realtime/plugin-realtime-react';
import { SaidSlowly } from './SaidSlowly';

/** Says counts, never records, to readers who do not see the band. */
export function Announcer(props: {
  snapshot: StreamSnapshot;
  context: ViewContext;
}) {
  const { state, numbers } = bandFacts(props.snapshot, props.context);
  return <SaidSlowly text={[state, ...numbers].join(', ')} />;
}
