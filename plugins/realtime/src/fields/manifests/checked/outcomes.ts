import type {
  ManifestDiff,
  RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';

/** What is known of one manifest: what a dry run says, or that there was none. */
export type Outcome = ManifestDiff['operation'] | 'unknown';

/** The cluster was not asked, so it refused nothing. */
const NOT_ASKED: RealtimeErrorCode[] = [
  'realtime.kubernetes.unreachable',
  'realtime.kubernetes.user-token-needed',
];

export function outcomeOf(diff: ManifestDiff): Outcome {
  return diff.operation === 'refused' && NOT_ASKED.includes(diff.code)
    ? 'unknown'
    : diff.operation;
}
