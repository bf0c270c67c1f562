import type {
  CanaryFact,
  OwnedRow,
} from '@backstage-realtime/plugin-realtime-react';
import { useCallback, useState } from 'react';
import type { OnCanary } from './OwnedCanary';

/** What rows told of their canaries. */
export interface OwnedCanaries {
  onCanary: OnCanary;
  withCanaries(rows: readonly OwnedRow[]): OwnedRow[];
}

/**
 * Canaries by the entity, as its row watches them. A row that a filter hides
 * watches nothing, and keeps what it told last.
 */
export function useOwnedCanaries(): OwnedCanaries {
  const [told, setTold] = useState<ReadonlyMap<string, CanaryFact>>(new Map());
  const onCanary = useCallback<OnCanary>(
    (entityRef, fact) =>
      setTold(before => new Map(before).set(entityRef, fact)),
    [],
  );
  return {
    onCanary,
    withCanaries: rows =>
      rows.map(row => ({ ...row, canary: told.get(row.entityRef) })),
  };
}
