import type {
  AnalysisMetric,
  AnalysisRun,
  RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import { useState } from 'react';
import { TextButton } from '../../view/TextButton';
import tableStyles from '../../health/tables/HealthTable.module.css';
import { PanelHead } from '../../health/verdict/PanelHead';
import { VerdictMark } from '../../health/verdict/VerdictMark';
import { Panel } from '../../view/RealtimeView';
import { verdictOfPhase } from '../text/phases';
import { useCanaryText, type CanaryText } from '../text/useCanaryText';
import { AnalysisTable } from './AnalysisTable';
import styles from './AnalysisTable.module.css';
import { runText } from './metricText';
import { PlannedPanel } from './PlannedPanel';

/** A metric of a run, for its explanation. @public */
export interface ChosenMetric {
  run: string;
  metric: string;
}

/** The runs of a rollout, the newest in full and earlier ones when asked for; before them the ones that are next. */
export function AnalysisPanel(props: {
  state: RolloutState;
  onWhy(chosen: ChosenMetric): void;
}) {
  const { state } = props;
  const text = useCanaryText();
  const { words } = text;
  const [isAllShown, setIsAllShown] = useState(false);
  const { current, earlier } = splitRuns(state.analysis);
  const shown = isAllShown ? [...current, ...earlier] : current;
  const planned = plannedNow(state);
  if (shown.length === 0 && planned.length === 0)
    return <NoRuns state={state} />;
  return (
    <>
      {planned.map(each => (
        <PlannedPanel key={`${each.kind} ${each.stepIndex}`} planned={each} />
      ))}
      {shown.map(run => (
        <RunPanel key={run.name} run={run} onWhy={props.onWhy} />
      ))}
      {earlier.length > 0 && (
        <p className={styles.more}>
          <TextButton
            className={tableStyles.button}
            aria-expanded={isAllShown}
            onClick={() => setIsAllShown(!isAllShown)}
          >
            {words(isAllShown ? 'analysis.hideRuns' : 'analysis.showRuns', {
              count: earlier.length,
            })}
          </TextButton>
        </p>
      )}
    </>
  );
}

/** While a step is measured, that is what counts: what comes then is not shown yet. */
function plannedNow({ planned = [], steps }: RolloutState) {
  const isMeasuring = steps.some(
    ({ kind, state, measured }) =>
      kind === 'analysis' && state === 'now' && measured !== undefined,
  );
  return isMeasuring ? [] : planned;
}

/** Runs that still measure, or else the newest one; the others are earlier. */
function splitRuns(runs: AnalysisRun[]) {
  const open = runs.filter(
    ({ phase }) => phase === 'running' || phase === 'pending',
  );
  const current = open.length > 0 ? open : runs.slice(0, 1);
  return { current, earlier: runs.filter(run => !current.includes(run)) };
}

function RunPanel(props: {
  run: AnalysisRun;
  onWhy(chosen: ChosenMetric): void;
}) {
  const { run } = props;
  const text = useCanaryText();
  const { words } = text;
  const why = (metric: AnalysisMetric) =>
    props.onWhy({ run: run.name, metric: metric.name });
  return (
    <Panel label={words('analysis.table', { name: run.name })}>
      <PanelHead
        title={words('analysis.title')}
        sub={runText(run, text)}
        end={
          <VerdictMark
            verdict={verdictOfPhase(run.phase, run.isTerminated)}
            text={
              run.isTerminated
                ? words('analysis.stopped')
                : words(`phaseTitle.${run.phase}`)
            }
          />
        }
      />
      {run.metrics.length === 0 ? (
        <p className={tableStyles.note}>
          {run.message ?? words('analysis.noMetrics')}
        </p>
      ) : (
        <AnalysisTable run={run} onWhy={why} />
      )}
      {run.metrics.length > 0 && run.message && (
        <p className={tableStyles.note}>{run.message}</p>
      )}
    </Panel>
  );
}

/** No run yet: which steps will have one. Nothing is drawn for a rollout without analysis. */
function NoRuns({ state }: { state: RolloutState }) {
  const text = useCanaryText();
  const { words } = text;
  const ahead = aheadText(state, text);
  if (!ahead) return null;
  return (
    <Panel label={words('analysis.title')}>
      <PanelHead title={words('analysis.title')} sub={ahead} />
    </Panel>
  );
}

function aheadText(
  { steps }: RolloutState,
  { words }: CanaryText,
): string | undefined {
  const index = steps.findIndex(
    ({ kind, state }) => kind === 'analysis' && state === 'to-do',
  );
  if (index < 0) return undefined;
  const names = steps[index].names ?? [];
  return words('analysis.ahead', { n: index + 1, names: names.join(', ') });
}
