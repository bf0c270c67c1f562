import {
  clampDetailWidth,
  DETAIL_WIDTH,
  fieldSeries,
  RecordDetail,
  ResizeHandle,
  retell,
  StatePanel,
  type FieldAction,
  type InspectedRecord,
  type Words,
} from '@backstage-realtime/plugin-realtime-react';
import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { useApiHolder } from '@backstage/core-plugin-api';
import { useState, type CSSProperties } from 'react';
import {
  useRealtimeWords,
  type Translate,
} from '../translations/useRealtimeWords';
import { changeFor, placeOf, withClause } from './changes';
import { DetailFoot } from './DetailFoot';
import styles from './MessagesTab.module.css';
import type { RecordsPanelProps } from './RecordsPanelProps';
import { toViewedRecord } from './toViewedRecord';
import { useAround } from './useAround';
import { useInspected } from './useInspected';
import { useRemembered } from './useRemembered';
import { defaultTab, neighbour } from './useSelection';

/** Detail of the selected record beside the rows, over them when there is no room. */
export function DetailPane(props: RecordsPanelProps) {
  const { selection, snapshot, context, address } = props;
  const [width, setWidth] = useRemembered<number>(
    'detail-width',
    DETAIL_WIDTH.initial,
  );
  const [plotted, setPlotted] = useState<string>();
  const copyLink = useCopyLink();
  const inspected = useInspected(props);
  const record = selection.row?.record ?? recordOf(inspected);
  const rows = snapshot.rows;
  const around = useAround(props, record);
  const step = (by: 1 | -1) =>
    neighbour(rows, selection.row?.id, by) && (() => selection.move(by));
  const onField = (action: FieldAction) => {
    if (action.kind === 'plot') {
      setPlotted(plotted === action.path ? undefined : action.path);
    } else {
      props.onChange(changeFor(action, address));
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
          {...around}
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
          onHeader={(name, text) =>
            props.onChange(
              withClause(address, { in: 'header', name, op: 'equals', text }),
            )
          }
          onOpenStep={hop => props.onChange(placeOf(hop))}
        />
      ) : (
        <NoRecord inspected={inspected} onClose={selection.close} />
      )}
      {record && <DetailFoot />}
    </div>
  );
}

/** In the place of a record that is on its way, or not to be had. */
function NoRecord(props: { inspected?: InspectedRecord; onClose(): void }) {
  const { inspected, onClose } = props;
  const { t, words } = useRealtimeWords();
  return (
    <StatePanel
      place="instead"
      facts={{
        headline: missingHeadline(inspected, t),
        text: failedText(inspected, words),
        isLoading: inspected?.state !== 'failed',
        link: { name: 'from-now', label: t('page.close') },
      }}
      onAction={onClose}
    />
  );
}

function missingHeadline(
  inspected: InspectedRecord | undefined,
  t: Translate,
): string {
  if (inspected?.state !== 'failed') return t('page.recordLoading');
  const isGone = inspected.code === 'realtime.record.not-found';
  return t(isGone ? 'page.recordNotFound' : 'page.recordFailed');
}

function failedText(inspected: InspectedRecord | undefined, words: Words) {
  if (inspected?.state !== 'failed') return '';
  return retell('refusal', inspected.message, words);
}

function recordOf(inspected?: InspectedRecord): ViewedRecord | undefined {
  if (inspected?.state !== 'loaded') return undefined;
  return toViewedRecord(inspected.response);
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
