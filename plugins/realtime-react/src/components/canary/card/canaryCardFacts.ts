import type {
  AnalysisMetric,
  CanaryState,
  ClusterReading,
  Missing,
  MetricBoards,
  RolloutRef,
  RolloutRow,
  RolloutState,
  TrafficShare,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import { toRolloutKey } from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '../../../store/StateStream';
import { toSentenceCase } from '../../format/numbers';
import { ageText } from '../../health/text/ageText';
import { withStop } from '../../health/text/withStop';
import type { PanelFacts } from '../../state/panelFacts';
import type { StateMark } from '../../state/StatePanel';
import {
  canaryFacts,
  readCanaryState,
  serverNow,
  type CanaryFactsContext,
  type CanaryViewState,
} from '../state/canaryState';
import { canaryMark } from '../state/canaryMark';
import { missingName } from '../state/missingName';
import type { CanaryText } from '../text/useCanaryText';

/** What the card says. */
export interface CanaryCardFacts {
  /** State word with the icon of a verdict or of a stream. */
  mark: { verdict: Verdict; text: string } | StateMark;
  headline: string;
  text?: string;
  /** Bar and numbers below the sentence. */
  state?: RolloutState;
  traffic?: TrafficShare;
  button?: 'retry' | 'copy';
  foot: string;
}

/** The worst rollout in one sentence; it is never shown as well when it is not known. */
export function canaryCardFacts(
  snapshot: StateSnapshot<CanaryState> | undefined,
  metrics: MetricBoards | undefined,
  context: CanaryFactsContext,
): CanaryCardFacts {
  const view = readCanaryState(snapshot, context.nowMs);
  const [worst] = snapshot?.value?.rollouts ?? [];
  if (view.kind !== 'live' || !worst) return awayCard(view, context);
  const more = (snapshot?.value?.rollouts.length ?? 1) - 1;
  const foot = footText(worst, more, context.text);
  if (!worst.rollout.known)
    return missingCard(worst.ref, worst.rollout.missing, foot, context.text);
  const away = snapshot?.value?.clusters.find(
    ({ cluster, mode }) =>
      cluster === worst.ref.cluster && mode === 'unreachable',
  );
  if (away)
    return oldCard(worst.rollout.value, away, { foot, snapshot, context });
  const state = worst.rollout.value;
  const share = metrics?.boards.find(
    ({ rollout }) => toRolloutKey(rollout) === toRolloutKey(worst.ref),
  )?.trafficShare;
  return {
    mark: {
      verdict: state.verdict,
      text: context.text.words(`rolloutPhase.${stateWord(state)}`),
    },
    headline: toSentenceCase(context.text.finding(state.headline)),
    text: quietText(state, context.text),
    state: state.phase === 'healthy' ? undefined : state,
    traffic: share?.known ? share.value : undefined,
    foot,
  };
}

function stateWord({ phase, steps, strategy }: RolloutState) {
  const isMeasuring = steps.some(
    ({ kind, state }) => kind === 'analysis' && state === 'now',
  );
  return phase === 'progressing' && isMeasuring && strategy === 'canary'
    ? 'measuring'
    : phase;
}

/** Of a rollout at rest: what there is to say besides. */
function quietText(
  { phase, details }: RolloutState,
  { finding }: CanaryText,
): string | undefined {
  const [first] = details;
  return phase === 'healthy' && first
    ? withStop(toSentenceCase(finding(first)))
    : undefined;
}

function footText({ ref }: RolloutRow, more: number, { words }: CanaryText) {
  const at = words('canary.rolloutAt', { ...ref });
  return more > 0 ? `${at} · ${words('canary.more', { count: more })}` : at;
}

function missingCard(
  ref: RolloutRef,
  why: Missing,
  foot: string,
  { words, missing }: CanaryText,
): CanaryCardFacts {
  return {
    mark: { verdict: 'unknown', text: words('verdict.unknown') },
    headline: words(`rolloutMissing.${missingName(why)}`, { ...ref }),
    text:
      why.detail === undefined || why.code === 'not-found'
        ? undefined
        : withStop(toSentenceCase(missing(why))),
    foot,
  };
}

/** The cluster is away: what it told last is a memory, never the state of now. */
function oldCard(
  state: RolloutState,
  { cluster, readAtMs, sinceMs }: ClusterReading,
  card: {
    foot: string;
    snapshot: StateSnapshot<CanaryState> | undefined;
    context: CanaryFactsContext;
  },
): CanaryCardFacts {
  const { context, foot, snapshot } = card;
  const { clock, finding, words } = context.text;
  const nowMs = serverNow(
    snapshot,
    snapshot?.value?.evaluatedAtMs,
    context.nowMs,
  );
  const age =
    readAtMs === undefined ? undefined : ageText(Math.max(0, nowMs - readAtMs));
  const last = toSentenceCase(finding(state.headline));
  return {
    mark:
      age === undefined
        ? { icon: 'unknown', text: words('verdict.unknown') }
        : { icon: 'stale', text: words('card.stale', { span: age }) },
    headline:
      sinceMs === undefined
        ? words('canary.clusterAway', { cluster })
        : words('canary.clusterAwaySince', { cluster, time: clock(sinceMs) }),
    text:
      age === undefined
        ? withStop(last)
        : withStop(`${words('owned.lastValue', { age })}: ${last}`),
    foot,
  };
}

function awayCard(
  view: CanaryViewState,
  context: CanaryFactsContext,
): CanaryCardFacts {
  const { words } = context.text;
  // A card shows no old values, so none is said to stand below.
  const state =
    view.kind === 'unreachable' ? { ...view, ageMs: undefined } : view;
  const facts = canaryFacts(state, context);
  return {
    mark: canaryMark(view, words),
    headline: facts?.headline ?? '',
    text: facts?.text,
    button: facts && buttonOf(facts),
    foot: view.kind === 'empty' ? words('canary.noneFoot') : '',
  };
}

/** Copying a line where one is missing, another try where one helps. */
function buttonOf({ button, detail }: PanelFacts): CanaryCardFacts['button'] {
  if (button) return 'retry';
  return detail === undefined ? undefined : 'copy';
}

/** The metric to watch: one that failed or may, the one with the fewest failures left first. */
export function watchedMetric({
  analysis,
}: RolloutState): AnalysisMetric | undefined {
  const [run] = analysis;
  if (!run) return undefined;
  const judged = run.metrics.filter(
    ({ isDryRun, measurements }) => !isDryRun && measurements.length > 0,
  );
  return judged.sort((a, b) => a.left.failed - b.left.failed)[0];
}
