import { Panel } from '../../view/RealtimeView';
import { useCanaryText } from '../text/useCanaryText';
import { StepTrack } from './StepTrack';
import styles from './StepsPanel.module.css';
import { Weights, type WeightsProps } from './Weights';

/** Where the rollout is: its steps, and its three weights. */
export function StepsPanel(props: WeightsProps) {
  const { state } = props;
  const { words } = useCanaryText();
  const isBlueGreen = state.strategy === 'blue-green';
  return (
    <Panel label={words('canary.progress')} className={styles.panel}>
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
