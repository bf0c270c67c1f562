import {
  canaryFact,
  useCanaryOverview,
  useWords,
  type OwnedRow,
} from '@backstage-realtime/plugin-realtime-react';
import { useMemo } from 'react';
import type { OwnedEntity } from './useOwnedEntities';

/**
 * Rows with where their canaries stand, which one stream tells however many
 * there are. Nothing is opened where nobody has rollouts.
 */
export function useOwnedCanaries(
  entities: OwnedEntity[],
  rows: readonly OwnedRow[],
): OwnedRow[] {
  const words = useWords();
  const refs = useMemo(
    () =>
      entities
        .filter(({ hasRollouts }) => hasRollouts)
        .map(({ entityRef }) => entityRef),
    [entities],
  );
  const { snapshot } = useCanaryOverview(refs.length > 0 ? refs : undefined);
  return rows.map(row =>
    row.hasRollouts
      ? { ...row, canary: canaryFact(snapshot, row.entityRef, words) }
      : row,
  );
}
