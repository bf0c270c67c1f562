import type {
  RolloutState,
  RolloutStep,
} from '@backstage-realtime/plugin-realtime-common';
import { VisuallyHidden } from '@backstage/ui';
import {
  RiCheckLine,
  RiCloseLine,
  RiLoader4Line,
  RiPauseFill,
  RiSubtractLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { formatIso } from '../../format/times';
import { useCanaryNow } from '../text/CanaryClock';
import { useCanaryText } from '../text/useCanaryText';
import { endStep, stepName, stepSub } from './stepFacts';
import { stepWindow } from './stepWindow';
import styles from './StepTrack.module.css';

/** The steps of a rollout in order, the one that runs in sight. */
export function StepTrack({ state }: { state: RolloutState }) {
  const { words } = useCanaryText();
  const { steps, stepIndex = 0 } = state;
  const { from, to } = stepWindow(steps.length, stepIndex);
  const end = to === steps.length ? endStep(state) : undefined;
  return (
    <ol className={styles.track} aria-label={words('canary.steps')}>
      {from > 0 && <More text={words('step.earlier', { count: from })} />}
      {steps.slice(from, to).map((step, i) => (
        <Step
          // Steps have no identity but their place.
          // eslint-disable-next-line react/no-array-index-key
          key={from + i}
          step={step}
          place={words('step.place', { n: from + i + 1, of: steps.length })}
        />
      ))}
      {to < steps.length && (
        <More text={words('step.later', { count: steps.length - to })} />
      )}
      {end && <Step step={end} isEnd />}
    </ol>
  );
}

function More({ text }: { text: string }) {
  return (
    <li className={`${styles.step} ${styles.more}`}>
      <span className={styles.mark}>…</span>
      <span className={styles.sub}>{text}</span>
    </li>
  );
}

function Step(props: { step: RolloutStep; place?: string; isEnd?: boolean }) {
  const { step, isEnd } = props;
  const text = useCanaryText();
  const { words } = text;
  const name = stepName(step, text);
  const isPromoted = isEnd && (step.state === 'to-do' || step.state === 'done');
  const atMs = step.startedAtMs ?? step.endsAtMs;
  return (
    <li
      className={`${styles.step} ${styles[step.state]}`}
      aria-current={step.state === 'now' ? 'step' : undefined}
      title={[name, ...(step.names ?? []), atMs && formatIso(atMs)]
        .filter(Boolean)
        .join('\n')}
    >
      <span className={styles.mark}>
        <StepIcon step={step} />
      </span>
      <span className={styles.name}>
        <VisuallyHidden>{props.place} </VisuallyHidden>
        {name}
        <VisuallyHidden>, {words(`stepState.${step.state}`)}, </VisuallyHidden>
      </span>
      <span className={styles.sub}>
        {isPromoted ? words('step.promoted') : <StepSub step={step} />}
      </span>
    </li>
  );
}

/** Only a step that runs tells a time that passes. */
function StepSub({ step }: { step: RolloutStep }) {
  const text = useCanaryText();
  return step.state === 'now' ? (
    <CountedSub step={step} />
  ) : (
    <>{stepSub(step, { text, nowMs: 0 })}</>
  );
}

function CountedSub({ step }: { step: RolloutStep }) {
  const text = useCanaryText();
  const nowMs = useCanaryNow();
  return <>{stepSub(step, { text, nowMs })}</>;
}

const ICONS: Partial<Record<RolloutStep['state'], RemixiconComponentType>> = {
  done: RiCheckLine,
  failed: RiCloseLine,
  'not-run': RiSubtractLine,
};

function StepIcon({ step }: { step: RolloutStep }) {
  if (step.state === 'to-do') return <span className={styles.dot} />;
  const Running = step.kind === 'pause' ? RiPauseFill : RiLoader4Line;
  const Icon = ICONS[step.state] ?? Running;
  const isTurning = Icon === RiLoader4Line;
  return (
    <Icon
      aria-hidden
      size={14}
      className={isTurning ? styles.turning : undefined}
    />
  );
}
