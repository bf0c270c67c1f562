import {
  toRolloutKey,
  type CanaryState,
  type MetricBoards,
  type RolloutControl,
  type RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { ReactNode } from 'react';
import { ProblemsPanel } from '../health/state/ProblemsPanel';
import styles from './CanaryView.module.css';
import { RolloutDetail, type ChosenMeasurement } from './RolloutDetail';
import { RolloutList } from './RolloutList';
import { ClusterNotes } from './state/ClusterNotes';
import { CanaryClock } from './text/CanaryClock';
import { useCanaryText } from './text/useCanaryText';

/** Rollouts of an entity and what the page can do with them. @public */
export interface CanaryViewProps {
  canary: CanaryState;
  /** Missing while no metrics came. */
  metrics?: MetricBoards;
  /** Why no metrics come. */
  metricsOff?: string;
  /** Time of the server in ms since 1970; see `serverNow`. */
  nowMs: number;
  /** The stream is cut off: what is shown is dimmed, and nothing can be done. */
  isOld: boolean;
  /** Key of the rollout that is open at first; the worst without one. */
  openAtFirst?: string;
  /** Controls of the view, beside the sources; the same element each time, or everything is drawn anew. */
  switches?: ReactNode;
  onControl(ref: RolloutRef, control: RolloutControl): void;
  onWhy(chosen: ChosenMeasurement): void;
  /** A rollout of several was opened. */
  onOpen?(key: string): void;
}

/** Every rollout of an entity, worst first: one in full, several as a list that opens. @public */
export function CanaryView(props: CanaryViewProps) {
  const { canary, metrics } = props;
  const { words } = useCanaryText();
  const isSingle = canary.rollouts.length === 1;
  const problems = [...canary.problems, ...(metrics?.problems ?? [])];
  const details = canary.rollouts.map(row => {
    const key = toRolloutKey(row.ref);
    return {
      row,
      rolloutKey: key,
      cluster: canary.clusters.find(
        ({ cluster }) => cluster === row.ref.cluster,
      ),
      board: metrics?.boards.find(
        ({ rollout }) => toRolloutKey(rollout) === key,
      ),
      metricsAtMs: metrics?.readAtMs,
      isOld: props.isOld,
      onControl: props.onControl,
      onWhy: props.onWhy,
      switches: props.switches,
    };
  });
  return (
    <CanaryClock nowMs={props.nowMs}>
      <ClusterNotes clusters={canary.clusters} />
      {isSingle ? (
        <RolloutDetail {...details[0]} />
      ) : (
        <RolloutList
          rollouts={details}
          openAtFirst={props.openAtFirst}
          onOpen={props.onOpen}
        />
      )}
      {props.metricsOff && (
        <p className={styles.note}>
          {words('canary.metricsOff', { why: props.metricsOff })}
        </p>
      )}
      <ProblemsPanel problems={[...new Set(problems)]} />
    </CanaryClock>
  );
}
