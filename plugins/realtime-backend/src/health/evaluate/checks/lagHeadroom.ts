import type { GroupSample } from '../../history/HealthHistory';
import type { ReaderView } from '../context/HealthContext';
import { fine, judge, notApplicable } from '../judgement';
import { numberOf, ratio, say } from '../values';
import type { SubjectCheck } from './HealthCheck';
import { namesOf } from './readers';

/** A pace is measured over at least this long. */
const SPAN_MS = 60_000;

/** A group that has this long a backlog at both ends reads as fast as it can. */
const BUSY_MS = 30_000;

/** How much faster than new records come a group has been seen to read. */
export const LAG_HEADROOM: SubjectCheck<ReaderView> = {
  id: 'lag.headroom',
  sources: ['OffsetFetch', 'ListOffsets'],
  judge: (reader, context) => {
    const limit = context.scope.limits.get('lag.headroom.ratio');
    const best = reader.partitions
      .flatMap(partition => catchUp(partition.samples()) ?? [])
      .reduce((a, b) => Math.max(a, b), 0);
    const values = {
      ...namesOf(reader, context),
      ratio: ratio(best),
      limit: limit.value,
    };
    if (best === 0) return notApplicable(say('lag.headroom.unseen', values));
    const more = {
      rule: [say('lag.headroom.rule', values)],
      limits: [limit],
    };
    return best < numberOf(limit)
      ? judge('info', say('lag.headroom', values), {
          ...more,
          next: [say('lag.headroom.next', values)],
        })
      : fine(say('lag.headroom.ok', values), more);
  },
};

/** Best pace of reading while behind, as a multiple of the pace of writing; undefined if never seen. */
function catchUp(samples: readonly GroupSample[]): number | undefined {
  let best: number | undefined;
  let from: Told | undefined;
  for (const sample of samples) {
    const to = told(sample);
    if (!to) continue;
    if (!from || to.end < from.end || to.committed < from.committed) from = to;
    if (to.atMs - from.atMs < SPAN_MS) continue;
    const found = ratioOf(from, to);
    if (found !== undefined) best = Math.max(best ?? 0, found);
    from = to;
  }
  return best;
}

type Told = Required<Pick<GroupSample, 'atMs' | 'committed' | 'end'>>;

function told({ atMs, committed, end }: GroupSample): Told | undefined {
  return committed === undefined || end === undefined
    ? undefined
    : { atMs, committed, end };
}

function ratioOf(from: Told, to: Told): number | undefined {
  const written = to.end - from.end;
  const read = to.committed - from.committed;
  const busy = (written / (to.atMs - from.atMs)) * BUSY_MS;
  const isBusy =
    from.end - from.committed > busy && to.end - to.committed > busy;
  return isBusy && written > 0 && read > written ? read / written : undefined;
}
