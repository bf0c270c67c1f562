import type {
  Missing,
  RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import { VerdictFrame } from '../../health/verdict/VerdictFrame';
import { withStop } from '../../health/text/withStop';
import { toSentenceCase } from '../../format/numbers';
import { useCanaryText } from '../text/useCanaryText';
import { missingName } from './missingName';

/** A declared rollout of which nothing is known: which, and why. */
export function MissingRollout(props: {
  rolloutRef: RolloutRef;
  missing: Missing;
}) {
  const { words, missing } = useCanaryText();
  const { detail } = props.missing;
  const name = missingName(props.missing);
  return (
    <VerdictFrame
      label={words('why.verdict')}
      verdict="unknown"
      sentence={words(`rolloutMissing.${name}`, { ...props.rolloutRef })}
      lines={
        <>
          {detail !== undefined &&
            name !== 'not-found' &&
            withStop(toSentenceCase(missing(props.missing)))}{' '}
          {words(`rolloutMissingNext.${name}`, { ...props.rolloutRef })}
        </>
      }
    />
  );
}
