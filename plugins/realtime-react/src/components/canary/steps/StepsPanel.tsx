import { Panel } from '../../view/RealtimeView';
import { useCanaryText } from '../text/useCanaryText';
import { StepTrack } from './StepTrack';
import styles from './StepsPanel.module.css';
import { Weights, type WeightsProps } from './Weights';

/** More steps than these need the whole width for their names. */
const MAX_BESIDE = 10;

/** Where the rollout is: its steps, and its three weights. */
export function StepsPanel(props: WeightsProps) {
  const { state } = props;
  const { words } = useCanaryText();
  const isLong = state.steps.length > MAX_BESIDE;
  const isBlueGreen = state.strategy === 'blue-green';
  return (
    <Panel
      label={words('canary.progress')}
      className={`${styles.panel} ${isLong ? styles.long : ''}`}
    >
      <div className={styles.track}>
        {state.steps.length > 0 ? (
          <StepTrack state={state} />
        ) : (
          <p className={styles.none}>
            {words(isBlueGreen ? 'canary.blueGreen' : 'canary.noSteps')}
          </p>
        )}
      </div>
      <div className={styles.weights}>
        <Weights state={state} traffic={props.traffic} />
      </div>
    </Panel>
  );
}
