import type {
  Missing,
  RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import { VerdictFrame } from '../../health/verdict/VerdictFrame';
import { withStop } from '../../health/text/withStop';
import { toSentenceCase } from '../../format/numbers';
import { useCanaryText } from '../text/useCanaryText';
import { canaryMessages } from '../words/canaryMessages';

/** A declared rollout of which nothing is known: which, and why. */
export function MissingRollout(props: {
  rolloutRef: RolloutRef;
  missing: Missing;
}) {
  const { words, missing } = useCanaryText();
  const { code, detail } = props.missing;
  const name = isToldCode(code) ? code : 'other';
  return (
    <VerdictFrame
      label={words('why.verdict')}
      verdict="unknown"
      sentence={words(`rolloutMissing.${name}`, { ...props.rolloutRef })}
      lines={
        <>
          {detail !== undefined &&
            withStop(toSentenceCase(missing(props.missing)))}{' '}
          {words(`rolloutMissingNext.${name}`, { ...props.rolloutRef })}
        </>
      }
    />
  );
}

type ToldCode = keyof typeof canaryMessages.rolloutMissing;

function isToldCode(code: string): code is ToldCode {
  return Object.hasOwn(canaryMessages.rolloutMissing, code);
}
