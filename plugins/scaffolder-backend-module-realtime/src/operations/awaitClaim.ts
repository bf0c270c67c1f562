import {
  describeManifest,
  RealtimeError,
  type ManifestRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClient } from '@backstage-realtime/plugin-realtime-node';
import { ClaimDiary, type DiarySettings } from './ClaimDiary';
import { readClaimState, type ClaimState } from './claimState';
import type { Step } from './services';

/** What is waited for, and how long. */
export interface Wait extends DiarySettings {
  ref: ManifestRef;
  conditions: string[];
}

/**
 * Follows a claim until every condition is True, and logs each change of one.
 * A claim that is not there yet is waited for, as another step or a pipeline
 * may bring it; one that is removed meanwhile ends the wait. Out of time is
 * `realtime.claim.not-ready` with the last message: not proven is no success.
 */
export async function awaitClaim(
  step: Step,
  client: KubernetesClient,
  wait: Wait,
): Promise<ClaimState> {
  const timeout = AbortSignal.timeout(wait.timeoutMs);
  const signals = step.signal ? [step.signal, timeout] : [timeout];
  const diary = new ClaimDiary(step.logger, wait);
  diary.open(wait.conditions);
  try {
    return await followClaim(client, wait, diary, AbortSignal.any(signals));
  } catch (error) {
    if (step.signal?.aborted) diary.writeCancelled(describeManifest(wait.ref));
    step.signal?.throwIfAborted();
    throw error;
  } finally {
    diary.close();
  }
}

async function followClaim(
  client: KubernetesClient,
  { ref, conditions, timeoutMs }: Wait,
  diary: ClaimDiary,
  signal: AbortSignal,
): Promise<ClaimState> {
  for await (const change of client.watch(ref, { signal })) {
    const object = diary.write(change);
    const state = object && readClaimState(object);
    if (state && isReady(state, conditions)) {
      diary.writeDone();
      return state;
    }
    if (change.type === 'removed') throw notReady(ref, 'was removed');
  }
  const seconds = Math.round(timeoutMs / 1_000);
  throw notReady(
    ref,
    `is not ${conditions.join(' and ')} after ${seconds} s; ${diary.last}`,
  );
}

function isReady({ conditions }: ClaimState, wanted: string[]): boolean {
  return wanted.every(type =>
    conditions.some(each => each.type === type && each.status === 'True'),
  );
}

function notReady(ref: ManifestRef, what: string): RealtimeError {
  return new RealtimeError(
    'realtime.claim.not-ready',
    `${describeManifest(ref)} ${what}.`,
  );
}
