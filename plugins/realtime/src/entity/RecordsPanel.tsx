import type { Gap } from '@backstage-realtime/plugin-realtime-common';
import {
  panelFacts,
  Panel,
  readViewState,
  RecordTable,
  StatePanel,
  type ExtraColumn,
  type StreamSnapshot,
} from '@backstage-realtime/plugin-realtime-react';
import { DetailPane } from './DetailPane';
import styles from './MessagesTab.module.css';
import { queryForGap } from './queryForGap';
import type { RecordsPanelProps } from './RecordsPanelProps';
import { TableFoot } from './TableFoot';
import { usePanelActions } from './usePanelActions';

/** Rows with their detail, or what stands in their place. */
export function RecordsPanel(props: RecordsPanelProps) {
  const { snapshot, selection } = props;
  const { rows } = snapshot;
  const facts = panelFacts(snapshot, props.context);
  const onAction = usePanelActions(props);
  const hasRows = rows.length > 0;
  return (
    <Panel className={styles.records}>
      <div className={styles.main}>
        {facts && (
          <StatePanel
            facts={facts}
            place={hasRows ? 'above' : 'instead'}
            onAction={onAction}
          />
        )}
        {(hasRows || !facts) && <Rows {...props} />}
        <TableFoot
          rows={rows}
          onGaps={() => props.tableRef.current?.showOldest()}
          onHelp={props.onHelp}
        />
      </div>
      {selection.isOpen && <DetailPane {...props} />}
    </Panel>
  );
}

function Rows(props: RecordsPanelProps) {
  const { snapshot, stream, address, selection, onChange } = props;
  const { kind } = readViewState(snapshot);
  const removeColumn = ({ source, name }: ExtraColumn) =>
    onChange({
      columns: address.columns.filter(
        column => column.source !== source || column.name !== name,
      ),
    });
  const loadGap = (gap: Gap) =>
    onChange({ query: queryForGap(gap, address.query) });
  return (
    <RecordTable
      ref={props.tableRef}
      rows={snapshot.rows}
      policy={props.policy}
      zone={props.context.zone}
      columns={address.columns}
      selectedId={selection.row?.id}
      paused={pausedOf(snapshot)}
      isDimmed={kind === 'stale' || kind === 'waiting'}
      onSelect={selection.select}
      onRemoveColumn={removeColumn}
      onLoadGap={snapshot.isSeekable ? loadGap : undefined}
      onShowNew={() => stream?.resume('buffer')}
    />
  );
}

function pausedOf({ status, newSincePause }: StreamSnapshot) {
  return status.state === 'paused'
    ? { newRecords: newSincePause, sinceMs: status.sinceMs }
    : undefined;
}
