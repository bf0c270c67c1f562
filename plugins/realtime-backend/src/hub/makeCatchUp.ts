import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import { delay } from '../clock';
import { backoffMs } from './backoff';
import { CatchUp } from './CatchUp';
import type { CatchUpSetup } from './CatchUpSetup';
import { compileFilter } from './filter/compileFilter';
import type { SubscriptionSetup } from './SubscriptionSetup';
import type { Outlet } from './Outlet';

/** A viewer's own reading of history, through the same filter and mask as its lane; the rate cap is for live rows only. */
export function makeCatchUp(
  { reader, request, clock, settings, filter, lane }: SubscriptionSetup,
  outlet: Outlet,
  hold: CatchUpSetup['hold'],
  onOutage: (event: SourceEvent) => void,
): CatchUp {
  const compiled = compileFilter(filter);
  const { source } = reader.setup;
  return new CatchUp({
    lane,
    outlet,
    policy: {
      projector: request.projector,
      filter: compiled,
      batchBytes: settings.batchBytes,
    },
    budgetRecords: settings.scanBudgetRecords,
    now: () => clock.now(),
    open: (from, signal) =>
      source.open(request.ref, {
        from,
        end: 'high-watermark',
        partitions: filter?.partitions,
        reuseSlabs: true,
        signal,
      }),
    hold,
    wantsPartition: partition => compiled.hasPartition(partition),
    onOutage,
    wait: (tries, signal) => delay(clock, backoffMs(tries, 1), signal),
  });
}
