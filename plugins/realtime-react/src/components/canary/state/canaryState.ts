import type {
  CanaryState,
  RolloutSelector,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '../../../store/StateStream';
import { healthFacts } from '../../health/state/healthFacts';
import { refusedState, type HealthState } from '../../health/state/healthState';
import { withStop } from '../../health/text/withStop';
import type { PanelFacts } from '../../state/panelFacts';
import { retell } from '../../words/retell';
import type { CanaryText } from '../text/useCanaryText';

/**
 * What a view says of the stream itself; what is known of each rollout is in
 * its row. A refusal hides an older value; a stream that is cut off keeps it.
 */
export type CanaryViewState =
  | Extract<
      HealthState,
      { kind: 'loading' | 'forbidden' | 'over-budget' | 'refused' | 'empty' }
    >
  | Extract<HealthState, { kind: 'unreachable' }>
  /** Nothing that was declared can be used, or clusters could not be asked. */
  | { kind: 'unusable'; problems: string[] }
  | { kind: 'live' };

/** The one state a view shows of a snapshot; undefined means that none was opened yet. */
export function readCanaryState(
  snapshot: StateSnapshot<CanaryState> | undefined,
  nowMs: number,
): CanaryViewState {
  if (!snapshot) return { kind: 'loading' };
  const { status, value, receivedAtMs } = snapshot;
  if (status.state === 'refused')
    return refusedState(status) as CanaryViewState;
  if (status.state === 'unreachable') {
    const ageMs = receivedAtMs === undefined ? undefined : nowMs - receivedAtMs;
    return { ...status, kind: 'unreachable', ageMs };
  }
  if (!value) return { kind: 'loading' };
  if (value.rollouts.length > 0) return { kind: 'live' };
  const { problems } = value;
  return problems.length > 0
    ? { kind: 'unusable', problems }
    : { kind: 'empty' };
}

/** What the page draws besides the state: rollouts, and whether they are old. @public */
export function shownCanary(
  snapshot: StateSnapshot<CanaryState> | undefined,
  nowMs: number,
): { canary: CanaryState; isOld: boolean } | undefined {
  const { kind } = readCanaryState(snapshot, nowMs);
  const canary = snapshot?.value;
  if (!canary || (kind !== 'live' && kind !== 'unreachable')) return undefined;
  return { canary, isOld: kind === 'unreachable' };
}

/**
 * The time of the server now, in ms since 1970: its clock at the newest value,
 * and what passed on the page since. Times of a rollout are told by that clock.
 * @public
 */
export function serverNow(
  snapshot: { receivedAtMs?: number } | undefined,
  toldAtMs: number | undefined,
  nowMs: number,
): number {
  const { receivedAtMs } = snapshot ?? {};
  if (receivedAtMs === undefined || toldAtMs === undefined) return nowMs;
  return toldAtMs + Math.max(0, nowMs - receivedAtMs);
}

/** Who it is for, and how it is written. */
export interface CanaryFactsContext {
  text: CanaryText;
  nowMs: number;
  entityTitle: string;
  owner?: string;
  /** Line of catalog-info.yaml that names a rollout. */
  annotationLine: string;
  /** What rollouts were looked for by, where none is named. */
  selector?: RolloutSelector;
}

/** Sentences that one paragraph can hold. */
const MAX_PROBLEMS = 5;

/** The permission that shows rollouts. */
const PERMISSION = 'realtime.rollout.read';

/** Sentences of a state without rollouts; undefined when they speak for themselves. */
export function canaryFacts(
  state: CanaryViewState,
  context: CanaryFactsContext,
): PanelFacts | undefined {
  const { text, entityTitle, owner } = context;
  const { words, since } = text;
  switch (state.kind) {
    case 'loading':
      return {
        headline: words('canary.loadingHeadline'),
        text: words('canary.loadingText'),
        isLoading: true,
      };
    case 'forbidden':
      return {
        headline: words('canary.forbiddenHeadline'),
        text: words('health.forbiddenText', {
          permission: PERMISSION,
          entity: entityTitle,
          owner: owner ?? words('panel.forbiddenOwner'),
        }),
      };
    case 'refused':
      return {
        headline: words('canary.refusedHeadline'),
        text: retell('refusal', state.message, words),
        button: { name: 'retry', label: words('health.tryNow') },
      };
    case 'unusable':
      return {
        headline: words('canary.refusedHeadline'),
        text: state.problems
          .slice(0, MAX_PROBLEMS)
          .map(problem => withStop(retell('problem', problem, words)))
          .join(' '),
      };
    case 'empty':
      return {
        headline: words('canary.emptyHeadline'),
        text: emptyText(context),
        detail: context.annotationLine,
      };
    case 'live':
      return undefined;
    default:
      return healthFacts(state, { ...context, words, since });
  }
}

/** What was looked for, and how to fill it. */
function emptyText({ selector, text: { words } }: CanaryFactsContext): string {
  if (!selector) return words('canary.emptyText');
  const { cluster, labels, namespace } = selector;
  const clusters = cluster ?? words('canary.allClusters');
  return namespace === undefined
    ? words('canary.lookedText', { clusters, labels })
    : words('canary.lookedInText', { clusters, labels, namespace });
}
