import { Panel } from '../../view/RealtimeView';
import { useWords } from '../../words/WordsContext';
import { retell } from '../../words/retell';
import styles from '../tables/HealthTable.module.css';
import { PanelHead } from '../verdict/PanelHead';

/** Parts of annotations that cannot be used, each in a sentence; nothing without any. */
export function ProblemsPanel({ problems }: { problems: string[] }) {
  const words = useWords();
  if (problems.length === 0) return null;
  const title = words('health.problems', { count: problems.length });
  return (
    <Panel label={title}>
      <PanelHead title={title} />
      <ul className={`${styles.note} ${styles.list}`}>
        {problems.map(problem => (
          <li key={problem}>{retell('problem', problem, words)}</li>
        ))}
      </ul>
    </Panel>
  );
}
