import type {
  ClusterReading,
  MetricBoard,
  RolloutControl,
  RolloutRef,
  RolloutRow,
  RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import { memo, type ReactNode } from 'react';
import { oldReading } from '../view/oldReading';
import { AnalysisPanel, type ChosenMetric } from './analysis/AnalysisPanel';
import styles from './CanaryView.module.css';
import { MetricBoardPanel } from './charts/MetricBoardPanel';
import { Revisions } from './revisions/Revisions';
import { SourcesLine } from './SourcesLine';
import { MissingRollout } from './state/MissingRollout';
import { decidingMetric } from './analysis/decidingMetric';
import { StepsPanel } from './steps/StepsPanel';
import { CanaryVerdict } from './verdict/CanaryVerdict';

/** A metric of a rollout, for its explanation; `rollout` is a key of `toRolloutKey`. @public */
export interface ChosenMeasurement extends ChosenMetric {
  rollout: string;
}

/** One rollout, whatever is known of it. */
export interface RolloutDetailProps {
  row: RolloutRow;
  rolloutKey: string;
  cluster?: ClusterReading;
  board?: MetricBoard;
  metricsAtMs?: number;
  /** The whole reading is old. */
  isOld: boolean;
  switches?: ReactNode;
  onControl(ref: RolloutRef, control: RolloutControl): void;
  onWhy(chosen: ChosenMeasurement): void;
}

/**
 * Verdict, steps with three weights, revisions, analysis, charts, sources:
 * always in this order. Drawn anew only when its own part of the state changed.
 */
export const RolloutDetail = memo(function WhateverIsKnown(
  props: RolloutDetailProps,
) {
  const { rollout, ref } = props.row;
  if (!rollout.known)
    return <MissingRollout rolloutRef={ref} missing={rollout.missing} />;
  return <KnownRollout {...props} state={rollout.value} />;
});

function KnownRollout(props: RolloutDetailProps & { state: RolloutState }) {
  const { state, board, rolloutKey, onWhy } = props;
  const { ref } = props.row;
  const isOld = props.isOld || props.cluster?.mode === 'unreachable';
  const deciding = decidingMetric(state);
  const why = (chosen: ChosenMetric) =>
    onWhy({ ...chosen, rollout: rolloutKey });
  return (
    <>
      <div className={`${styles.detail} ${isOld ? oldReading : ''}`}>
        <CanaryVerdict
          state={isOld ? withoutControls(state) : state}
          onWhy={deciding && (() => why(deciding))}
          onControl={control => props.onControl(ref, control)}
        />
        <StepsPanel state={state} traffic={board?.trafficShare} />
        <Revisions revisions={state.revisions} />
        <AnalysisPanel state={state} onWhy={why} />
      </div>
      {board && <MetricBoardPanel board={board} events={state.events} />}
      <SourcesLine
        rolloutRef={ref}
        state={state}
        cluster={props.cluster}
        board={board}
        metricsAtMs={props.metricsAtMs}
        switches={props.switches}
      />
    </>
  );
}

/** Nobody acts on a state that may have changed. */
function withoutControls(state: RolloutState): RolloutState {
  return { ...state, controls: [], controlsOff: undefined };
}
