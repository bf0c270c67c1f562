import type { StreamFilter } from '@backstage-realtime/plugin-realtime-common';
import type { HubRequest } from './Subscription';

/** A start that names one partition shows only that partition, in history and live. */
export function effectiveFilter({
  from,
  filter,
}: HubRequest): StreamFilter | undefined {
  if (from.at !== 'offset') return filter;
  const { partition } = from;
  const isWanted =
    filter?.partitions === undefined || filter.partitions.includes(partition);
  return { ...filter, partitions: isWanted ? [partition] : [] };
}
