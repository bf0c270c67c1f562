import {
  RealtimeError,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordSource } from '@backstage-realtime/plugin-realtime-node';

/** Stands in for a kind of stream that app-config does not set up: every use is refused. */
export function refusingSource(ref: StreamRef): RecordSource {
  const refusal = new RealtimeError(
    'realtime.stream.not-configured',
    `This installation reads no ${ref.kind} streams. Ask the platform team to configure "${ref.system}".`,
  );
  return {
    describe: () => Promise.reject(refusal),
    async *open() {
      throw refusal;
    },
    close: () => Promise.resolve(),
  };
}
