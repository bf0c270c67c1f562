import {
  describeManifest,
  RealtimeError,
  type ManifestRef,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  KubernetesClient,
  KubernetesObject,
  WatchChange,
} from '@backstage-realtime/plugin-realtime-node';
import { readClaimState, type ClaimState } from './claimState';
import type { Step } from './services';

/** What is waited for, and how long. */
export interface Wait {
  ref: ManifestRef;
  conditions: string[];
  timeoutMs: number;
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
  { ref, conditions, timeoutMs }: Wait,
): Promise<ClaimState> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signals = step.signal ? [step.signal, timeout] : [timeout];
  const diary = new Diary(step.logger);
  for await (const change of client.watch(ref, {
    signal: AbortSignal.any(signals),
  })) {
    const object = diary.write(change);
    const state = object && readClaimState(object);
    if (state && isReady(state, conditions)) return state;
    if (change.type === 'removed') throw notReady(ref, 'was removed');
  }
  step.signal?.throwIfAborted();
  const seconds = Math.round(timeoutMs / 1_000);
  throw notReady(
    ref,
    `is not ${conditions.join(' and ')} after ${seconds} s; ${diary.last}`,
  );
}

/** Tells what changed, and remembers the last of it. */
class Diary {
  last = 'the cluster did not answer';
  private readonly logger: Step['logger'];
  private readonly told = new Map<string, string>();

  constructor(logger: Step['logger']) {
    this.logger = logger;
  }

  /** Logs a change; gives the claim as it is now, undefined when there is none or nothing is known. */
  write(change: WatchChange): KubernetesObject | undefined {
    if (change.type === 'interrupted') {
      this.tell('', change.reason);
      return undefined;
    }
    const object =
      change.type === 'snapshot' ? change.objects[0] : change.object;
    if (!object) this.tell('', 'the claim does not exist yet');
    const { conditions = [] } = object ? readClaimState(object) : {};
    for (const { type, status, reason, message } of conditions) {
      const why = [reason, message].filter(Boolean).join(': ');
      this.tell(type, `${type} is ${status}${why && ` (${why})`}`);
    }
    return object;
  }

  private tell(about: string, sentence: string): void {
    this.last = sentence;
    if (this.told.get(about) === sentence) return;
    this.told.set(about, sentence);
    this.logger.info(sentence);
  }
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
