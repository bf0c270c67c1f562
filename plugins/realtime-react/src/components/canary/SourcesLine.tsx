import type {
  ClusterReading,
  MetricBoard,
  RolloutRef,
  RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import type { ReactNode } from 'react';
import { ageText } from '../health/text/ageText';
import styles from './CanaryView.module.css';
import { useCanaryNow } from './text/CanaryClock';
import { useCanaryText, type CanaryText } from './text/useCanaryText';

/** Where everything above came from, and how old it is. */
export function SourcesLine(props: {
  rolloutRef: RolloutRef;
  state: RolloutState;
  cluster?: ClusterReading;
  board?: MetricBoard;
  /** When the metrics were read, by the clock of the server. */
  metricsAtMs?: number;
  switches?: ReactNode;
}) {
  const text = useCanaryText();
  const nowMs = useCanaryNow();
  const { board, metricsAtMs } = props;
  return (
    <div className={styles.sources}>
      <span>{board && metricsText(board, metricsAtMs, nowMs, text)}</span>
      <span className={styles.source}>
        {rolloutText(props, nowMs, text)} {props.switches}
      </span>
    </div>
  );
}

/** `Prometheus prod, query set pingpong · 10 min at 6 s · read 5 s ago`. */
function metricsText(
  board: MetricBoard,
  readAtMs: number | undefined,
  nowMs: number,
  { words, value }: CanaryText,
): string {
  const { instance, querySet, points, stepMs } = board;
  if (instance === undefined) return '';
  const span = (ms: number) => value({ kind: 'duration', ms });
  const parts = [
    querySet === undefined
      ? words('canary.prometheus', { instance })
      : words('canary.prometheusSet', { instance, set: querySet }),
  ];
  if (points > 1)
    parts.push(
      words('canary.range', {
        range: span(points * stepMs),
        step: span(stepMs),
      }),
    );
  if (readAtMs !== undefined)
    parts.push(
      words('canary.readAgo', { age: ageText(Math.max(0, nowMs - readAtMs)) }),
    );
  return parts.join(' · ');
}

/** `Rollout pingpong-counter · prod-eu1 / pingpong · generation 41 of 41 · watched, 2 s ago`. */
function rolloutText(
  props: {
    rolloutRef: RolloutRef;
    state: RolloutState;
    cluster?: ClusterReading;
  },
  nowMs: number,
  { words }: CanaryText,
): string {
  const { name, namespace, cluster } = props.rolloutRef;
  const { observed, current } = props.state.generation;
  const parts = [
    words('canary.rolloutAt', { name, cluster, namespace }),
    observed === undefined
      ? words('canary.generationNone', { current })
      : words('canary.generation', { observed, current }),
  ];
  if (props.cluster) {
    const { mode, readAtMs } = props.cluster;
    const how = words(`clusterMode.${mode}`);
    parts.push(
      readAtMs === undefined
        ? how
        : words('canary.howAgo', {
            how,
            age: ageText(Math.max(0, nowMs - readAtMs)),
          }),
    );
  }
  return parts.join(' · ');
}
