import type {
  MaskInfo,
  RealtimeErrorCode,
  SubscribeCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  AccessDecision,
  Grant,
  StreamRequest,
} from '../../access/StreamAccess';

/** Why a stream may not go on, or not in this mode. */
export interface AccessProblem {
  code: RealtimeErrorCode;
  message: string;
}

/**
 * What access has to be asked for. A filter sees contents, so filtering needs
 * the right to records even where only counts are shown; and nobody is unmasked
 * for counts.
 */
export function toStreamRequest(
  { entityRef, stream, filter, unmask }: SubscribeCommand,
  mode: 'records' | 'counts',
): StreamRequest {
  const isContent = mode === 'records' || (filter?.clauses ?? []).length > 0;
  return {
    entityRef,
    stream,
    wants: isContent ? 'records' : 'counts',
    unmask: isContent && unmask === true,
  };
}

/** undefined when `decision` allows just what `grant` did: the same stream under the same mask. */
export function problemOf(
  decision: AccessDecision,
  grant: Grant | undefined,
): AccessProblem | undefined {
  if (!decision.ok) return decision;
  const isSame =
    JSON.stringify(decision.grant.mask) === JSON.stringify(grant?.mask);
  if (isSame) return undefined;
  return {
    code: 'realtime.stream.forbidden',
    message: `What you may see of ${decision.grant.key} differs from when it was opened. Open it again`,
  };
}

/** What the viewer is told about its mask. */
export function maskInfoOf(grant: Grant | undefined): MaskInfo | undefined {
  const mask = grant?.mask;
  return (
    mask && { policy: mask.policy, paths: mask.paths, headers: mask.headers }
  );
}
