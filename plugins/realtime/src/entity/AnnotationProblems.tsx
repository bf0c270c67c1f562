import type { AnnotationProblem } from '@backstage-realtime/plugin-realtime-common';
import { Panel, retell } from '@backstage-realtime/plugin-realtime-react';
import { RiAlertFill } from '@remixicon/react';
import { useRealtimeWords } from '../translations/useRealtimeWords';
import styles from './MessagesTab.module.css';

/** Which annotation, which part, and the right form; the other streams work. */
export function AnnotationProblems(props: { problems: AnnotationProblem[] }) {
  const { t } = useRealtimeWords();
  const { problems } = props;
  const title = t('page.problems', { count: problems.length });
  return (
    <Panel className={styles.problems} label={title}>
      <h2 className={styles.problemsTitle}>
        <RiAlertFill size={16} aria-hidden className={styles.warning} />
        {title}
      </h2>
      <ul className={styles.problemsList}>
        {problems.map(problem => (
          <li key={`${problem.annotation}|${problem.part}`}>
            {retell('problem', problem.message, t)}
          </li>
        ))}
      </ul>
      <p className={styles.muted}>{t('page.problemsOthers')}</p>
    </Panel>
  );
}
