import type { ReaderPartition, ReaderView } from '../context/HealthContext';
import { fine, judge, unknown, type Judgement } from '../judgement';
import { count, name, offset, say } from '../values';
import type { SubjectCheck } from './HealthCheck';
import { namesOf } from './readers';

const DAY_MS = 86_400_000;

/** Records that were deleted before a group read them. */
export const RETENTION_LOST: SubjectCheck<ReaderView> = {
  id: 'retention.lost',
  sources: ['OffsetFetch', 'ListOffsets'],
  judge: (reader, context) => {
    const [worst] = reader.partitions
      .filter(each => each.lag().class.state === 'data-lost')
      .sort((a, b) => lostBy(b) - lostBy(a));
    const values = namesOf(reader, context);
    if (worst) return lost(worst, values);
    const hidden = reader.partitions
      .flatMap(({ start, committed }) => [committed, start])
      .find(each => !each.known && each.missing.code !== 'no-commit');
    return hidden && !hidden.known
      ? unknown(hidden.missing, reader.subject)
      : fine(say('retention.lost.ok', values), { hold: { clearMs: DAY_MS } });
  },
};

function lost(
  worst: ReaderPartition,
  names: ReturnType<typeof namesOf>,
): Judgement {
  const { committed, start, partition } = worst;
  const values = {
    ...names,
    partition: name(partition),
    count: count(lostBy(worst)),
    committed: offset(committed.known ? committed.value : 0),
    start: offset(start.known ? start.value : 0),
  };
  return judge('critical', say('retention.lost', values), {
    at: { partition },
    rule: [say('retention.lost.rule', values)],
    evidence: [
      { name: 'committed', value: values.committed },
      { name: 'start', value: values.start },
    ],
    next: [say('retention.lost.next', values)],
    // What is lost stays lost when the group goes on behind the hole.
    hold: { clearMs: DAY_MS, keepsFinding: true },
  });
}

function lostBy({ committed, start }: ReaderPartition): number {
  return committed.known && start.known ? start.value - committed.value : 0;
}
