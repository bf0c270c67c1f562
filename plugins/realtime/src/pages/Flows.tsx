import {
  buildFlows,
  FlowPanel,
  useWords,
  type OwnedRow,
} from '@backstage-realtime/plugin-realtime-react';
import styles from './RealtimePage.module.css';

/** Flows that are drawn; those of the others are a filter away. */
const MAX_FLOWS = 5;

/** All rows, and those that the filters leave: a flow is whole or not there. */
export interface FlowsProps {
  rows: OwnedRow[];
  found: OwnedRow[];
}

/** One flow a system of the catalog, worst first. */
export function Flows({ rows, found }: FlowsProps) {
  const words = useWords();
  const refs = new Set(found.map(({ entityRef }) => entityRef));
  const flows = buildFlows(rows).filter(flow =>
    flow.entityRefs.some(ref => refs.has(ref)),
  );
  const more = flows.length - MAX_FLOWS;
  return (
    <>
      {flows.slice(0, MAX_FLOWS).map(flow => (
        <FlowPanel key={flow.system ?? ''} flow={flow} />
      ))}
      {more > 0 && (
        <p className={styles.more}>{words('flow.more', { count: more })}</p>
      )}
    </>
  );
}
