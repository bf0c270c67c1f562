import { MAX_WATCHED_ENTITIES } from '@backstage-realtime/plugin-realtime-common';
import {
  countRows,
  filterRows,
  OverviewFilters,
  sortRows,
  withVerdicts,
  type OwnedFilter,
  type OwnerScope,
} from '@backstage-realtime/plugin-realtime-react';
import { useState } from 'react';
import { OverviewState } from './OverviewState';
import { OwnedPanel } from './OwnedPanel';
import type { OwnedEntities } from './useOwnedEntities';
import { Flows } from './Flows';
import { useOwnedBackground } from './useOwnedBackground';
import { useOwnedCanaries } from './useOwnedCanaries';
import { useOwnedRows } from './useOwnedRows';
import { withBackground } from './withBackground';

/** Entities of the reader and what they are narrowed to. */
export interface OwnedListProps {
  /** Undefined while the catalog is asked. */
  owned: OwnedEntities | undefined;
  scope: OwnerScope;
  nowMs: number;
  topicsPath?: string;
  canaryPath?: string;
  onScope(scope: OwnerScope): void;
}

const NOTHING: OwnedEntities = { entities: [], isCut: false };

const NO_FILTER: OwnedFilter = { text: '', verdicts: [] };

/** Filters, what is known of the stream, and the rows. */
export function OwnedList(props: OwnedListProps) {
  const { owned = NOTHING, nowMs } = props;
  const [filter, setFilter] = useState(NO_FILTER);
  const { snapshot, stream, ...read } = useOwnedRows(
    owned.entities,
    nowMs,
    props,
  );
  const background = useOwnedBackground(owned.entities);
  const rows = useOwnedCanaries(
    owned.entities,
    withBackground(read.rows, owned.entities, background),
  );
  const overview = snapshot?.value;
  const found = filterRows(rows, filter);
  const shown = sortRows(withVerdicts(found, filter.verdicts));
  const isEmpty = props.owned !== undefined && rows.length === 0;
  return (
    <>
      <OverviewFilters
        filter={filter}
        scope={props.scope}
        systems={overview?.systems.map(({ system }) => system) ?? []}
        counts={countRows(found)}
        onFilter={part => setFilter({ ...filter, ...part })}
        onScope={props.onScope}
      />
      <OverviewState
        snapshot={snapshot}
        isEmpty={isEmpty}
        nowMs={nowMs}
        onRefresh={() => stream?.refresh()}
      />
      {overview && !isRefused(snapshot) && <Flows rows={rows} found={found} />}
      {overview && !isRefused(snapshot) && (
        <OwnedPanel
          rows={shown}
          count={rows.length}
          systems={overview.systems}
          ageMs={nowMs - (snapshot.receivedAtMs ?? nowMs)}
          cutAt={owned.isCut ? MAX_WATCHED_ENTITIES : undefined}
          onClear={() => setFilter(NO_FILTER)}
          onRefresh={() => stream?.refresh()}
        />
      )}
    </>
  );
}

function isRefused(snapshot: { status: { state: string } }): boolean {
  return snapshot.status.state === 'refused';
}
