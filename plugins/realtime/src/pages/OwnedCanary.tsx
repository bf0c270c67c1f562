import {
  CanaryMark,
  canaryFact,
  useCanary,
  useWords,
  type CanaryFact,
} from '@backstage-realtime/plugin-realtime-react';
import { useEffect } from 'react';

/** Tells where the canary of a row stands, whenever that is another. */
export type OnCanary = (entityRef: string, fact: CanaryFact) => void;

/** Where the canary of one row stands; watched while the row is on the page. */
export function OwnedCanary(props: {
  entityRef: string;
  nowMs: number;
  onCanary: OnCanary;
}) {
  const { entityRef, onCanary } = props;
  const { snapshot } = useCanary(entityRef);
  const { verdict, text } = canaryFact(snapshot, props.nowMs, useWords());
  useEffect(() => {
    onCanary(entityRef, { verdict, text });
  }, [entityRef, onCanary, verdict, text]);
  return <CanaryMark snapshot={snapshot} nowMs={props.nowMs} />;
}
