import type { TopicHealth } from '@backstage-realtime/plugin-realtime-common';
import { StatePanel } from '../../state/StatePanel';
import { Panel } from '../../view/RealtimeView';
import type { StateSnapshot } from '../../../store/StateStream';
import { useHealthText } from '../text/HealthReader';
import { healthFacts } from './healthFacts';
import { readHealthState } from './healthState';

/** The stream of an entity's health, and who it is for. @public */
export interface HealthStatePanelProps {
  snapshot: StateSnapshot<TopicHealth> | undefined;
  /** Time of the page in ms since 1970. */
  nowMs: number;
  entityTitle: string;
  owner?: string;
  /** Line of catalog-info.yaml that names topics, for an entity without any. */
  annotationLine: string;
  onRefresh(): void;
}

/** Says what tables cannot: why there are none, or why they are old or not whole. @public */
export function HealthStatePanel(props: HealthStatePanelProps) {
  const { snapshot, nowMs, entityTitle, owner } = props;
  const { words, since } = useHealthText();
  const state = readHealthState(snapshot, nowMs);
  const context = { words, since, nowMs, entityTitle, owner };
  const facts =
    state.kind === 'empty'
      ? {
          headline: words('health.emptyHeadline'),
          text: words('health.emptyText'),
          detail: props.annotationLine,
        }
      : healthFacts(state, context);
  if (!facts) return null;
  return (
    <Panel>
      <StatePanel
        facts={facts}
        place={shownHealth(snapshot, nowMs) ? 'above' : 'instead'}
        onAction={props.onRefresh}
      />
    </Panel>
  );
}

/** What the page draws besides the state: tables of a reading, and whether it is old. @public */
export function shownHealth(
  snapshot: StateSnapshot<TopicHealth> | undefined,
  nowMs: number,
): { health: TopicHealth; isOld: boolean } | undefined {
  const { kind } = readHealthState(snapshot, nowMs);
  const health = snapshot?.value;
  const isHidden =
    kind === 'forbidden' ||
    kind === 'over-budget' ||
    kind === 'refused' ||
    kind === 'empty';
  if (!health || isHidden) return undefined;
  return { health, isOld: kind === 'stale' || kind === 'unreachable' };
}
