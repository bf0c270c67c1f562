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

interface Sources {
  rolloutRef: RolloutRef;
  state: RolloutState;
  cluster?: ClusterReading;
  board?: MetricBoard;
  /** When the metrics were read, by the clock of the server. */
  metricsAtMs?: number;
}

/** Where everything above came from, and how old it is. */
export function SourcesLine(props: Sources & { switches?: ReactNode }) {
  return (
    <div className={styles.sources}>
      <MetricsSource {...props} />
      <span className={styles.source}>
        <RolloutSource {...props} /> {props.switches}
      </span>
    </div>
  );
}

function MetricsSource({ board, metricsAtMs }: Sources) {
  const text = useCanaryText();
  const nowMs = useCanaryNow();
  return <span>{board && metricsText(board, metricsAtMs, nowMs, text)}</span>;
}

function RolloutSource(props: Sources) {
  const text = useCanaryText();
  return <span>{rolloutText(props, useCanaryNow(), text)}</span>;
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
  props: Pick<Sources, 'rolloutRef' | 'state' | 'cluster'>,
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
