import type {
  CanaryState,
  RolloutSelector,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '../../../store/StateStream';
import { StatePanel } from '../../state/StatePanel';
import { Panel } from '../../view/RealtimeView';
import { useCanaryText } from '../text/useCanaryText';
import { canaryMark } from './canaryMark';
import { canaryFacts, readCanaryState, shownCanary } from './canaryState';

/** The stream of an entity's rollouts, and who it is for. @public */
export interface CanaryStatePanelProps {
  snapshot: StateSnapshot<CanaryState> | undefined;
  /** Time of the page in ms since 1970. */
  nowMs: number;
  entityTitle: string;
  owner?: string;
  /** Line of catalog-info.yaml that names a rollout, for an entity without any. */
  annotationLine: string;
  /** What its rollouts were looked for by, where none is named. */
  selector?: RolloutSelector;
  onRefresh(): void;
}

/** Says why there are no rollouts, or why they are old. @public */
export function CanaryStatePanel(props: CanaryStatePanelProps) {
  const { snapshot, nowMs } = props;
  const text = useCanaryText();
  const view = readCanaryState(snapshot, nowMs);
  const facts = canaryFacts(view, { ...props, text });
  if (!facts) return null;
  return (
    <Panel>
      <StatePanel
        facts={facts}
        mark={canaryMark(view, text.words)}
        place={shownCanary(snapshot, nowMs) ? 'above' : 'instead'}
        onAction={props.onRefresh}
      />
    </Panel>
  );
}
