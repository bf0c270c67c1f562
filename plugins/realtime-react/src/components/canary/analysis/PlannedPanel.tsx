import type {
  AnalysisMetric,
  PlannedAnalysis,
} from '@backstage-realtime/plugin-realtime-common';
import { cellClass, HealthTable } from '../../health/tables/HealthTable';
import tableStyles from '../../health/tables/HealthTable.module.css';
import { PanelHead } from '../../health/verdict/PanelHead';
import { VerdictMark } from '../../health/verdict/VerdictMark';
import { Panel } from '../../view/RealtimeView';
import { useCanaryText } from '../text/useCanaryText';
import styles from './AnalysisTable.module.css';
import { plannedText, startText } from './metricText';
import { MetricHead } from './MetricHead';

/** What the next analysis will measure; nothing of it has begun. */
export function PlannedPanel({ planned }: { planned: PlannedAnalysis }) {
  const text = useCanaryText();
  const { words, missing } = text;
  const { metrics } = planned;
  const names = planned.names.join(', ');
  return (
    <Panel label={words('analysis.plannedTable', { names })}>
      <PanelHead
        title={words('analysis.title')}
        sub={startText(planned, text)}
      />
      {metrics.known ? (
        <PlannedTable names={names} metrics={metrics.value} />
      ) : (
        <p className={tableStyles.note}>
          {words('analysis.plannedUnknown', { why: missing(metrics.missing) })}
        </p>
      )}
    </Panel>
  );
}

function PlannedTable(props: { names: string; metrics: AnalysisMetric[] }) {
  const { words } = useCanaryText();
  return (
    <HealthTable
      label={words('analysis.plannedTable', { names: props.names })}
      columns={[
        { key: 'metric', head: words('analysis.metric') },
        { key: 'must', head: words('analysis.mustBe'), from: 'medium' },
        { key: 'planned', head: words('analysis.planned') },
        { key: 'result', head: words('analysis.result'), from: 'wide' },
      ]}
    >
      {props.metrics.map(metric => (
        <PlannedRow key={metric.name} metric={metric} />
      ))}
    </HealthTable>
  );
}

function PlannedRow({ metric }: { metric: AnalysisMetric }) {
  const text = useCanaryText();
  return (
    <tr>
      <MetricHead metric={metric} />
      <td className={styles.failures}>{plannedText(metric, text)}</td>
      <td className={cellClass({ from: 'wide' })}>
        <VerdictMark
          verdict="not-applicable"
          text={text.words('phaseTitle.pending')}
        />
      </td>
    </tr>
  );
}
