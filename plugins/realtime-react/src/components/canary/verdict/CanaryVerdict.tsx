import type {
  RolloutControl,
  RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import { Button } from '@backstage/ui';
import { toSentenceCase } from '../../format/numbers';
import { withStop } from '../../health/text/withStop';
import { VerdictFrame } from '../../health/verdict/VerdictFrame';
import { ControlButtons } from '../control/ControlButtons';
import { pressableControls, shownControls } from '../control/shownControls';
import { useCanaryNow } from '../text/CanaryClock';
import { useCanaryText, type CanaryText } from '../text/useCanaryText';

/** What is going on with a rollout, and what can be done about it. */
export interface CanaryVerdictProps {
  state: RolloutState;
  /** Opens the measurement that decided; no button without one. */
  onWhy?(): void;
  onControl(control: RolloutControl): void;
}

/** Where we are, what it is waiting for, so what, what now; buttons only where they are allowed. */
export function CanaryVerdict(props: CanaryVerdictProps) {
  const { state, onWhy } = props;
  const text = useCanaryText();
  const { words, finding } = text;
  const controls = shownControls(state);
  const pressable = pressableControls(controls);
  const isBad = state.verdict === 'critical' || state.verdict === 'warning';
  const [first, ...rest] = linesOf(state, controls, text);
  return (
    <VerdictFrame
      label={words('why.verdict')}
      verdict={state.verdict}
      sentence={<Headline headline={state.headline} />}
      lines={
        <>
          {isBad ? <strong>{first}</strong> : first} {rest.join(' ')}
          {state.next && (
            <>
              {' '}
              <strong>{words('health.next')}</strong>{' '}
              {withStop(finding(state.next))}
            </>
          )}
        </>
      }
      actions={
        (onWhy || pressable.length > 0) && (
          <>
            {onWhy && (
              <Button variant="secondary" onPress={onWhy}>
                {words('health.why')}
              </Button>
            )}
            <ControlButtons controls={pressable} onControl={props.onControl} />
          </>
        )
      }
    />
  );
}

/** Apart, because it may count down each second. */
function Headline({ headline }: Pick<RolloutState, 'headline'>) {
  const text = useCanaryText();
  return <>{toSentenceCase(text.headline(headline, useCanaryNow()))}</>;
}

/** The evidence, then why a button is off or why there are none. */
function linesOf(
  { details, controlsOff }: RolloutState,
  controls: RolloutControl[],
  { finding, words }: CanaryText,
): string[] {
  const evidence = details.map(finding);
  const off = controlsOff
    ? [finding(controlsOff)]
    : controls.flatMap(({ action, refusal }) =>
        refusal
          ? words('control.off', {
              action: words(`controlName.${action}`),
              reason: finding(refusal),
            })
          : [],
      );
  return [...evidence, ...off].map(line => withStop(toSentenceCase(line)));
}
