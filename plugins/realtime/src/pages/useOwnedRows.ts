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

/** Paths of tabs below an entity page, where the app gave them other ones. */
export interface TabPaths {
  topicsPath?: string;
  canaryPath?: string;
}

/** Health of entities in one stream; nothing is opened for none. */
export function useOwnedRows(
  entities: OwnedEntity[],
  nowMs: number,
  { topicsPath = 'topics', canaryPath = 'canary' }: TabPaths = {},
): OwnedRows {
  const refs = useMemo(() => refsOf(entities), [entities]);
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
    const isRolloutOnly = !entity.hasTopics;
    const summary = isRolloutOnly ? undefined : byRef.get(entityRef);
    const evaluatedAtMs = snapshot?.value?.evaluatedAtMs ?? 0;
    const base = entityRoute({ kind: kind.toLowerCase(), namespace, name });
    return {
      entityRef,
      title,
      href: `${base}/${isRolloutOnly ? canaryPath : topicsPath}`,
      isRolloutOnly,
      writes: entity.writes,
      hasRollouts: entity.hasRollouts,
      summary,
      // Ages of the server's clock and of the page's add up; its hours do not.
      ageMs: summary && waitedMs + (evaluatedAtMs - summary.checkedAtMs),
    };
  });
  return { ...opened, rows };
}

/** Those with topics; where nobody has any, all, so that the stream tells so. */
function refsOf(entities: OwnedEntity[]): string[] {
  const withTopics = entities.filter(({ hasTopics }) => hasTopics);
  const asked = withTopics.length > 0 ? withTopics : entities;
  return asked.map(({ entityRef }) => entityRef);
}
