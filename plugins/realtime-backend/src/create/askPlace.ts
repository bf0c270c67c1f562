import {
  RealtimeError,
  type NameUse,
} from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../clock';

/** Longest wait for one place, in ms: somebody is typing. */
export const PLACE_TIMEOUT_MS = 4_000;

/** What is known of a place, without the place itself. */
export type Use = NameUse extends infer Each
  ? Each extends NameUse
    ? Omit<Each, 'place'>
    : never
  : never;

/**
 * What a place answers, or that it is not known: it failed, or was silent for
 * {@link PLACE_TIMEOUT_MS}. Reasons are those of RealtimeErrors; of other
 * faults nothing is told, and `onFault` has them.
 */
export async function askPlace(
  answer: Promise<Use>,
  { clock, onFault }: { clock: Clock; onFault: (error: unknown) => void },
): Promise<Use> {
  let cancel = () => {};
  const silence = new Promise<Use>(resolve => {
    cancel = clock.setTimeout(() => resolve(SILENT), PLACE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([answer, silence]);
  } catch (error) {
    if (error instanceof RealtimeError)
      return unknown(error.code, error.message);
    onFault(error);
    return unknown(
      'realtime.internal',
      'It could not be asked; the log of the backend says why.',
    );
  } finally {
    cancel();
  }
}

/** That nothing is known, and why. */
export function unknown(
  code: RealtimeError['code'],
  reason: string,
): Extract<Use, { state: 'unknown' }> {
  return { state: 'unknown', code, reason };
}

const SILENT = unknown(
  'realtime.create.no-answer',
  `It did not answer within ${PLACE_TIMEOUT_MS / 1000} s; try again.`,
);
