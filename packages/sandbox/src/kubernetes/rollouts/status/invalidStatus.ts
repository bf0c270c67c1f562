import { toApiTime } from '../../managed/managers';
import type { RolloutStatus } from '../model/status';
import type { Wish } from '../RolloutView';
import { stampFact } from './conditions';
import { phaseOf } from './phase';

/** The last status, with a condition that says what cannot be played. */
export function invalidStatus(
  { rollout, spec, status }: Wish,
  message: string,
  nowMs: number,
): RolloutStatus {
  const type = 'InvalidSpec';
  const known = status.conditions ?? [];
  const fact = { type, status: 'True' as const, reason: type, message };
  const conditions = [
    ...known.filter(each => each.type !== type),
    stampFact(known, fact, toApiTime(nowMs)),
  ];
  const next: RolloutStatus = {
    ...status,
    conditions,
    observedGeneration: String(rollout.metadata.generation ?? 1),
  };
  return { ...next, ...phaseOf({ spec }, next) };
}
