import type {
  StreamListing,
  ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';
import { realtimeApiRef } from '../api/RealtimeApi';
import type { RecordTrace, TraceStep } from '../components/detail/RecordTrace';
import { traceIdOf } from '../components/record/traceId';
import { followRecord, LOOK_BACK_MS } from './followRecord';

/** A record of one stream, and the streams its message may be in. @public */
export interface TraceRequest {
  entityRef: string;
  /** Stream the record is of. */
  stream: string;
  streams: StreamListing[];
  record: ViewedRecord;
}

/**
 * Where else the message of a record is: searches the other streams of its
 * entity, one after the other, while the component is there. Nothing is opened
 * for `undefined`, nor for a record without an id.
 * @public
 */
export function useRecordTrace(
  request: TraceRequest | undefined,
): RecordTrace | undefined {
  const api = useApi(realtimeApiRef);
  const [known, setKnown] = useState<{ key: string; steps: TraceStep[] }>();
  const plan = request && planOf(request);
  const key = plan && JSON.stringify(plan);
  useEffect(() => {
    if (key === undefined) return undefined;
    const abort = new AbortController();
    const onStep = (step: TraceStep) =>
      setKnown(old => ({
        key,
        steps: [...(old?.key === key ? old.steps : []), step],
      }));
    void followRecord(api, JSON.parse(key), onStep, abort.signal);
    return () => abort.abort();
  }, [api, key]);
  const steps = known?.key === key ? known?.steps : undefined;
  return request && toTrace(request, steps ?? []);
}

function planOf({ entityRef, stream, streams, record }: TraceRequest) {
  const id = traceIdOf(record);
  return (
    id && {
      entityRef,
      streams: streams.filter(listing => listing.stream !== stream),
      text: id.text,
      fromMs: record.timestampMs - LOOK_BACK_MS,
    }
  );
}

/** Every stream once, with the newest that is known of it. */
function toTrace(
  { stream, streams, record }: TraceRequest,
  steps: TraceStep[],
): RecordTrace {
  return {
    id: traceIdOf(record),
    fromMs: record.timestampMs - LOOK_BACK_MS,
    steps: streams.map(({ stream: key, title }) => {
      const named = { stream: key, title };
      if (key === stream)
        return { ...named, state: 'found', record, isThis: true };
      const step = steps.findLast(one => one.stream === key);
      return step ?? { ...named, state: 'waiting' };
    }),
  };
}
