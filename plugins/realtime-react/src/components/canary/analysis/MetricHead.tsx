import type { AnalysisMetric } from '@backstage-realtime/plugin-realtime-common';
import { cellClass } from '../../health/tables/HealthTable';
import tableStyles from '../../health/tables/HealthTable.module.css';
import { useWords } from '../../words/WordsContext';
import styles from './AnalysisTable.module.css';
import { MustBe } from './MustBe';

/** The first two cells of a row: which metric, and what it must be, which moves below the name where there is no room. */
export function MetricHead({ metric }: { metric: AnalysisMetric }) {
  const words = useWords();
  return (
    <>
      <th scope="row" className={`${styles.name} ${tableStyles.nameCell}`}>
        {metric.name}
        <span className={`${tableStyles.narrow} ${styles.sub}`}>
          <MustBe metric={metric} />
        </span>
        {metric.isDryRun && (
          <span className={styles.dry}>{words('analysis.dryRun')}</span>
        )}
      </th>
      <td className={cellClass({ from: 'medium' })}>
        <MustBe metric={metric} />
      </td>
    </>
  );
}
