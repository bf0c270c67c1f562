import type { AnalysisMetric } from '@backstage-realtime/plugin-realtime-common';
import { useCanaryText } from '../text/useCanaryText';
import styles from './AnalysisTable.module.css';
import { limitText } from './metricText';

/** How a measurement is judged: one limit, or the condition as it is written. */
export function MustBe({ metric }: { metric: AnalysisMetric }) {
  const { words } = useCanaryText();
  const limit = limitText(metric);
  if (limit) return <span className={styles.limit}>{limit}</span>;
  const { successCondition, failureCondition } = metric;
  if (successCondition)
    return <code className={styles.condition}>{successCondition}</code>;
  if (failureCondition)
    return (
      <span className={styles.condition}>
        {words('analysis.not')} <code>{failureCondition}</code>
      </span>
    );
  return <span className={styles.muted}>{words('analysis.noCondition')}</span>;
}
