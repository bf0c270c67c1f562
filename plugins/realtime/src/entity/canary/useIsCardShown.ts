import { useEntity, useEntityOwnership } from '@backstage/plugin-catalog-react';
import {
  readDeclaredRollouts,
  type CanaryState,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '@backstage-realtime/plugin-realtime-react';

/**
 * Whether the reader has a use for the card. Labels are written for any
 * workload, so they promise no rollout: until one is found only owners, who
 * could deploy one, are told of it. A rollout that is named concerns everybody.
 */
export function useIsCardShown(
  snapshot: StateSnapshot<CanaryState> | undefined,
): boolean {
  const { entity } = useEntity();
  const { isOwnedEntity } = useEntityOwnership();
  const isGuess = readDeclaredRollouts(entity).selector !== undefined;
  const isFound = (snapshot?.value?.rollouts.length ?? 0) > 0;
  return !isGuess || isFound || isOwnedEntity(entity);
}
