import type {
  RolloutState,
  RolloutStep,
} from '@backstage-realtime/plugin-realtime-common';
import { formatShare } from '../../format/numbers';
import { MAX_STEPS } from '../steps/stepWindow';
import { useCanaryText } from '../text/useCanaryText';
import styles from './CanaryCardBody.module.css';

/** The steps as pieces of a bar; weights and the step that runs are named below it. */
export function StepBar({ state }: { state: RolloutState }) {
  const { words } = useCanaryText();
  const { steps, stepIndex = 0 } = state;
  if (steps.length === 0) return null;
  const hasRoom = steps.length <= MAX_STEPS;
  const n = Math.min(stepIndex + 1, steps.length);
  return (
    <div
      role="img"
      aria-label={words('step.place', { n, of: steps.length })}
      className={styles.bar}
    >
      {steps.map((step, i) => (
        // Steps have no identity but their place.
        // eslint-disable-next-line react/no-array-index-key
        <span key={i} className={styles.piece}>
          <span className={`${styles.fill} ${styles[step.state]}`} />
          <span className={styles.mark}>
            {step.state === 'now' ? (
              <strong>{words('step.now')}</strong>
            ) : (
              hasRoom && weightOf(step)
            )}
          </span>
        </span>
      ))}
    </div>
  );
}

function weightOf({ kind, weight }: RolloutStep): string {
  return kind === 'weight' && weight !== undefined
    ? formatShare(weight / 100)
    : '';
}
