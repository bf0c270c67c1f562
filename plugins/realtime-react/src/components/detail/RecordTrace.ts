import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import type { TraceId } from '../record/traceId';

/**
 * What is known of one stream of the entity. `absent`: all of it was searched
 * since `fromMs`. `passed`: the source keeps no past, and it is not in the rest. `unsure`: it was not, and why; that is not the same as absent.
 * @public
 */
export type TraceStep = { stream: string; title: string } & (
  | { state: 'waiting' | 'searching' | 'absent' | 'passed' }
  | { state: 'found'; record: ViewedRecord; isThis?: boolean }
  | { state: 'unsure'; reason: string }
);

/** One message in the streams of its entity. @public */
export interface RecordTrace {
  /** Undefined: the record has no id that could be looked for. */
  id?: TraceId;
  /** Streams were read from here, in ms since 1970. */
  fromMs: number;
  steps: TraceStep[];
}
