import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import {
  newestRecords,
  previousOfKey,
  undecodedAround,
  useRecordTrace,
  type RecordTrace,
  type RowWindow,
  type UndecodedFacts,
} from '@backstage-realtime/plugin-realtime-react';
import { useMemo, useRef } from 'react';
import type { RecordsPanelProps } from './RecordsPanelProps';
import { defaultTab, type Selection } from './useSelection';

/** What the records around an open one say of it. Each is looked for only while its tab is shown. */
export function useAround(
  props: RecordsPanelProps,
  record: ViewedRecord | undefined,
): {
  previous?: ViewedRecord;
  undecoded?: UndecodedFacts;
  trace?: RecordTrace;
} {
  const { rows } = props.snapshot;
  return {
    previous: usePrevious(rows, props.selection),
    undecoded: useUndecoded(rows, props.selection),
    trace: useRecordTrace(traceRequest(props, record)),
  };
}

/**
 * Looked for once a record: the window may hold
 * thousands of rows, and none of them becomes older than it was.
 */
function usePrevious(
  rows: RowWindow,
  { row, tab }: Selection,
): ViewedRecord | undefined {
  const id = tab === 'diff' ? row?.id : undefined;
  const latest = useRef(rows);
  latest.current = rows;
  return useMemo(
    () => (id === undefined ? undefined : previousOfKey(latest.current, id)),
    [id],
  );
}

/** Newest records that an undecodable one is compared with. */
const AROUND = 500;

/** Counted once a record, like {@link usePrevious}. */
function useUndecoded(
  rows: RowWindow,
  { row, tab }: Selection,
): UndecodedFacts | undefined {
  const record = tab === 'report' ? row?.record : undefined;
  const latest = useRef(rows);
  latest.current = rows;
  return useMemo(() => {
    if (!record || defaultTab(record) !== 'report') return undefined;
    return undecodedAround(record, newestRecords(latest.current, AROUND));
  }, [record]);
}

/** Searched for only while it is shown: it reads the other streams. */
function traceRequest(
  { selection, entityRef, listing, streams }: RecordsPanelProps,
  record: ViewedRecord | undefined,
) {
  if (!record || selection.tab !== 'trace') return undefined;
  return { entityRef, stream: listing.stream, streams, record };
}
