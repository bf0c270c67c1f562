import {
  clampDetailWidth,
  DEFAULT_QUERY,
  DETAIL_WIDTH,
  fieldSeries,
  MAX_EXTRA_COLUMNS,
  previousOfKey,
  RecordDetail,
  ResizeHandle,
  StatePanel,
  useInspect,
  useRecordTrace,
  type FieldAction,
  type InspectedRecord,
  type RowWindow,
  type TraceStep,
} from '@backstage-realtime/plugin-realtime-react';
import {
  RealtimeError,
  type FilterClause,
  type InspectRequest,
  type ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { useApiHolder } from '@backstage/core-plugin-api';
import { useMemo, useRef, useState, type CSSProperties } from 'react';
import {
  useRealtimeWords,
  type Translate,
} from '../translations/useRealtimeWords';
import type { PageAddress } from '../address/address';
import { DetailFoot } from './DetailFoot';
import styles from './MessagesTab.module.css';
import type { RecordsPanelProps } from './RecordsPanelProps';
import { toViewedRecord } from './toViewedRecord';
import { useRemembered } from './useRemembered';
import { defaultTab, neighbour, type Selection } from './useSelection';

/** Detail of the selected record beside the rows, over them when there is no room. */
export function DetailPane(props: RecordsPanelProps) {
  const { selection, snapshot, context, address } = props;
  const [width, setWidth] = useRemembered<number>(
    'detail-width',
    DETAIL_WIDTH.initial,
  );
  const [plotted, setPlotted] = useState<string>();
  const { t } = useRealtimeWords();
  const copyLink = useCopyLink();
  const inspected = useInspected(props);
  const record = selection.row?.record ?? recordOf(inspected);
  const rows = snapshot.rows;
  const previous = usePrevious(rows, selection);
  const trace = useRecordTrace(traceRequest(props, record));
  const step = (by: 1 | -1) =>
    neighbour(rows, selection.row?.id, by) && (() => selection.move(by));
  const onField = (action: FieldAction) => {
    if (action.kind === 'plot') {
      setPlotted(plotted === action.path ? undefined : action.path);
    } else {
      props.onChange(changeFor(action, props));
    }
  };
  const style = { '--rt-detail': `${clampDetailWidth(width)}px` };
  return (
    <div className={styles.detail} style={style as CSSProperties}>
      <ResizeHandle width={clampDetailWidth(width)} onWidth={setWidth} />
      {record ? (
        <RecordDetail
          record={record}
          inspected={inspected}
          zone={context.zone}
          policy={props.policy}
          tab={address.tab ?? defaultTab(record)}
          previous={previous}
          trace={trace}
          plot={
            plotted
              ? { path: plotted, values: fieldSeries(rows, plotted) }
              : undefined
          }
          isGone={!selection.row}
          onTab={selection.setTab}
          onNewer={step(-1)}
          onOlder={step(1)}
          onCopyLink={copyLink}
          onClose={selection.close}
          onField={onField}
          onOpenStep={hop => props.onChange(placeOf(hop))}
        />
      ) : (
        <StatePanel
          place="instead"
          facts={{
            headline: missingHeadline(inspected, t),
            text: inspected?.state === 'failed' ? inspected.message : '',
            isLoading: inspected?.state !== 'failed',
            link: { name: 'from-now', label: t('page.close') },
          }}
          onAction={selection.close}
        />
      )}
      {record && <DetailFoot />}
    </div>
  );
}

/**
 * Looked for only while it is shown, and once a record: the window may hold
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

/** Searched for only while it is shown: it reads the other streams. */
function traceRequest(
  { selection, entityRef, listing, streams }: RecordsPanelProps,
  record: ViewedRecord | undefined,
) {
  if (!record || selection.tab !== 'trace') return undefined;
  return { entityRef, stream: listing.stream, streams, record };
}

/** The address of a record of another stream, as a link to it would have it. */
function placeOf(step: TraceStep): Partial<PageAddress> {
  if (step.state !== 'found') return {};
  const { partition, offset } = step.record;
  return {
    stream: step.stream,
    query: DEFAULT_QUERY,
    record: { partition, offset },
    tab: undefined,
  };
}

function missingHeadline(
  inspected: InspectedRecord | undefined,
  t: Translate,
): string {
  if (inspected?.state !== 'failed') return t('page.recordLoading');
  const isGone = inspected.code === 'realtime.record.not-found';
  return t(isGone ? 'page.recordNotFound' : 'page.recordFailed');
}

function recordOf(inspected?: InspectedRecord): ViewedRecord | undefined {
  if (inspected?.state !== 'loaded') return undefined;
  return toViewedRecord(inspected.response);
}

/** Asks for the record in full only when the row does not say what is looked at. */
function useInspected(props: RecordsPanelProps): InspectedRecord | undefined {
  const request = inspectRequest(props);
  const loaded = useInspect(request);
  if (!request) return undefined;
  if (loaded.state === 'ready') {
    return { state: 'loaded', response: loaded.value };
  }
  if (loaded.state === 'loading') return { state: 'loading' };
  const { error } = loaded;
  const code = error instanceof RealtimeError ? error.code : undefined;
  return { state: 'failed', message: error.message, code };
}

function inspectRequest({
  selection: { place, row, tab },
  entityRef,
  listing,
  isUnmasked,
}: RecordsPanelProps): InspectRequest | undefined {
  const isNeeded = !row || tab === 'report' || tab === 'raw';
  if (!place || !isNeeded) return undefined;
  return {
    entityRef,
    stream: listing.stream,
    ...place,
    ...(isUnmasked && { unmask: true }),
  };
}

function changeFor(
  action: FieldAction,
  { address }: RecordsPanelProps,
): Parameters<RecordsPanelProps['onChange']>[0] {
  const { query, columns } = address;
  if (action.kind === 'filter') {
    return {
      query: { ...query, clauses: [...query.clauses, clauseFor(action)] },
    };
  }
  const others = columns.filter(
    c => c.source !== 'value' || c.name !== action.path,
  );
  const added = { source: 'value' as const, name: action.path };
  return { columns: [...others, added].slice(-MAX_EXTRA_COLUMNS) };
}

function clauseFor({ path, text, isNumber }: FieldAction): FilterClause {
  const number = Number(text);
  return isNumber && Number.isSafeInteger(number)
    ? { in: 'field-number', path, op: 'eq', number }
    : { in: 'field', path, op: 'equals', text: text.slice(0, 512) };
}

/** Copies the page's address; the toast says so where the app has toasts. */
function useCopyLink(): () => void {
  const toast = useApiHolder().get(toastApiRef);
  const { t } = useRealtimeWords();
  return () => {
    void navigator.clipboard
      .writeText(window.location.href)
      .then(() => toast?.post({ title: t('page.linkCopied') }));
  };
}
