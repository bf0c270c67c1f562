import {
  readDeclaredStreams,
  toStreamKey,
  type CheckResult,
  type ClusterName,
} from '@backstage-realtime/plugin-realtime-common';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';

/** Addresses of records on the Messages tab; none for topics the entity does not declare. */
export interface TopicLinks {
  topic(ref: { system: string; topic: string }): string | undefined;
  records(check: CheckResult): string | undefined;
}

/** Links from health to the records behind it. `messagesPath` is that of the tab below the entity page. */
export function useTopicLinks(messagesPath = 'messages'): TopicLinks {
  const { entity } = useEntity();
  const entityRoute = useRouteRef(entityRouteRef);
  const base = `${entityRoute(entityRouteParams(entity))}/${messagesPath}`;
  return useMemo(() => {
    const declared = new Set(
      readDeclaredStreams(entity).streams.map(toStreamKey),
    );
    const link = (system: string, topic: string, partition?: number) => {
      const stream = toStreamKey({
        kind: 'kafka',
        system: system as ClusterName,
        topic,
      });
      if (!declared.has(stream)) return undefined;
      const params = new URLSearchParams({ stream });
      if (partition !== undefined) params.set('p', String(partition));
      return `${base}?${params}`;
    };
    return {
      topic: ({ system, topic }) => link(system, topic),
      records: ({ subject: { system, topic, partition } }) =>
        topic === undefined ? undefined : link(system, topic, partition),
    };
  }, [entity, base]);
}
