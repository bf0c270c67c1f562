import {
  panelFacts,
  Panel,
  readViewState,
  RecordTable,
  StatePanel,
} from '@backstage-realtime/plugin-realtime-react';
import { DetailPane } from './DetailPane';
import styles from './MessagesTab.module.css';
import { queryForGap } from './queryForGap';
import type { RecordsPanelProps } from './RecordsPanelProps';
import { TableFoot } from './TableFoot';
import { usePanelActions } from './usePanelActions';

/** Rows with their detail, or what stands in their place. */
export function RecordsPanel(props: RecordsPanelProps) {
  const { snapshot, stream, context, address, selection, onChange } = props;
  const { rows, status } = snapshot;
  const facts = panelFacts(snapshot, context);
  const onAction = usePanelActions(props);
  const hasRows = rows.length > 0;
  const kind = readViewState(snapshot).kind;
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
        {(hasRows || !facts) && (
          <RecordTable
            ref={props.tableRef}
            rows={rows}
            policy={props.policy}
            zone={context.zone}
            columns={address.columns}
            selectedId={selection.row?.id}
            paused={
              status.state === 'paused'
                ? {
                    newRecords: snapshot.newSincePause,
                    sinceMs: status.sinceMs,
                  }
                : undefined
            }
            isDimmed={kind === 'stale' || kind === 'waiting'}
            onSelect={selection.select}
            onRemoveColumn={column =>
              onChange({
                columns: address.columns.filter(
                  c => c.source !== column.source || c.name !== column.name,
                ),
              })
            }
            onLoadGap={
              snapshot.isSeekable
                ? gap => onChange({ query: queryForGap(gap, address.query) })
                : undefined
            }
            onShowNew={() => stream?.resume('buffer')}
          />
        )}
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
