import type { OwnedRow } from '@backstage-realtime/plugin-realtime-react';
import { systemName, type OwnedBackground } from './useOwnedBackground';
import type { OwnedEntity } from './useOwnedEntities';

/** Rows with their system and claim; a system whose title is not known yet goes by its name. */
export function withBackground(
  rows: readonly OwnedRow[],
  entities: readonly OwnedEntity[],
  { systems, claims }: OwnedBackground,
): OwnedRow[] {
  const byRef = new Map(entities.map(each => [each.entityRef, each.systemRef]));
  return rows.map(row => {
    const ref = byRef.get(row.entityRef);
    return {
      ...row,
      partOf: ref && (systems.get(ref) ?? systemName(ref)),
      claim: claims.get(row.entityRef),
    };
  });
}
