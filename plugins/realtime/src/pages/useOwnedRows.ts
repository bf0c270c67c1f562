import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { TopicHealthOverview } from '@backstage-realtime/plugin-realtime-common';
import {
  useRealtimeOverview,
  type OpenStateStream,
  type OwnedRow,
} from '@backstage-realtime/plugin-realtime-react';
import { useMemo } from 'react';
import type { OwnedEntity } from './useOwnedEntities';

/** Rows of the list, and the stream behind them. */
export interface OwnedRows extends OpenStateStream<TopicHealthOverview> {
  rows: OwnedRow[];
}

/** Health of entities in one stream; nothing is opened for none. */
export function useOwnedRows(
  entities: OwnedEntity[],
  nowMs: number,
  topicsPath = 'topics',
): OwnedRows {
  const refs = useMemo(() => entities.map(e => e.entityRef), [entities]);
  const opened = useRealtimeOverview(refs.length > 0 ? refs : undefined);
  const { snapshot } = opened;
  const entityRoute = useRouteRef(entityRouteRef);
  const waitedMs = nowMs - (snapshot?.receivedAtMs ?? nowMs);
  const byRef = useMemo(
    () =>
      new Map(snapshot?.value?.rows.map(row => [row.entityRef, row] as const)),
    [snapshot],
  );
  const rows = entities.map(entity => {
    const { entityRef, title, kind, namespace, name } = entity;
    const summary = byRef.get(entityRef);
    const evaluatedAtMs = snapshot?.value?.evaluatedAtMs ?? 0;
    const base = entityRoute({ kind: kind.toLowerCase(), namespace, name });
    return {
      entityRef,
      title,
      href: `${base}/${topicsPath}`,
      writes: entity.writes,
      hasRollouts: entity.hasRollouts,
      summary,
      // Ages of the server's clock and of the page's add up; its hours do not.
      ageMs: summary && waitedMs + (evaluatedAtMs - summary.checkedAtMs),
    };
  });
  return { ...opened, rows };
}
