import type {
  Reading,
  RolloutState,
  TrafficShare,
} from '@backstage-realtime/plugin-realtime-common';
import type { ReactNode } from 'react';
import { formatRate, formatShare } from '../../format/numbers';
import { useCanaryText, type CanaryText } from '../text/useCanaryText';
import { shareOf } from './shareOf';
import styles from './Weights.module.css';

/** What the step asks for, what the pods are, what the requests are: never merged. */
export interface WeightsProps {
  state: RolloutState;
  /** Measured share of the requests; missing while nothing was measured. */
  traffic?: Reading<TrafficShare>;
}

/** The three numbers; one that is not known is words in its place. */
export function Weights({ state, traffic }: WeightsProps) {
  const text = useCanaryText();
  const { words } = text;
  const { asked, pods } = state.weights;
  return (
    <dl className={styles.weights} aria-label={words('weight.label')}>
      <Weight
        name={words('weight.asked')}
        share={asked.known ? asked.value / 100 : undefined}
        instead={askedWords(state, text)}
      >
        {askedBy(state, text)}
      </Weight>
      <Weight
        name={words('weight.pods')}
        share={pods.known ? shareOf(pods.value) : undefined}
        instead={
          pods.known ? words('weight.noPods') : text.missing(pods.missing)
        }
      >
        {pods.known &&
          words('weight.podsOf', {
            n: pods.value.canary,
            of: pods.value.total,
          })}
      </Weight>
      <Weight
        name={words('weight.requests')}
        share={traffic?.known ? traffic.value.share : undefined}
        instead={words('weight.notMeasured')}
      >
        {trafficText(traffic, text)}
      </Weight>
    </dl>
  );
}

function Weight(props: {
  name: string;
  share?: number;
  instead: string;
  children: ReactNode;
}) {
  const { share } = props;
  return (
    <div className={styles.weight}>
      <dt className={styles.name}>{props.name}</dt>
      <dd className={share === undefined ? styles.words : styles.number}>
        {share === undefined ? props.instead : formatShare(share)}
      </dd>
      {props.children && <dd className={styles.sub}>{props.children}</dd>}
    </div>
  );
}

/** In place of the number; blue/green never has one. */
function askedWords(
  { strategy, weights: { asked } }: RolloutState,
  { words, missing }: CanaryText,
): string {
  if (asked.known) return '';
  return strategy === 'blue-green'
    ? words('weight.none')
    : missing(asked.missing);
}

/** Which step asks, and what the router was told where there is one. */
function askedBy(
  { steps, stepIndex, phase, weights }: RolloutState,
  { words }: CanaryText,
): string {
  const isStopped = steps.some(step => step.state === 'failed');
  const index = steps.findLastIndex(
    (step, i) => step.kind === 'weight' && i <= (stepIndex ?? -1),
  );
  const parts = [];
  if (phase === 'degraded' && isStopped) parts.push(words('weight.afterAbort'));
  else if (phase !== 'healthy' && index >= 0)
    parts.push(words('weight.byStep', { n: index + 1 }));
  const { router } = weights;
  if (router?.known)
    parts.push(
      words('weight.router', { share: formatShare(router.value / 100) }),
    );
  return parts.join(' · ');
}

/** Counted over a while, so that a canary without weight has requests for as long. */
function trafficText(
  traffic: Reading<TrafficShare> | undefined,
  { words, missing, value }: CanaryText,
): string {
  if (!traffic) return '';
  if (!traffic.known) return missing(traffic.missing);
  const { canaryPerSecond, totalPerSecond, windowMs } = traffic.value;
  const rates = {
    n: formatRate(canaryPerSecond),
    of: formatRate(totalPerSecond),
  };
  if (windowMs === undefined) return words('weight.requestsOf', rates);
  const span = value({ kind: 'duration', ms: windowMs });
  return words('weight.requestsLast', { ...rates, span });
}
