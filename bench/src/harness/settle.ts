import { setTimeout as wait } from 'node:timers/promises';
import { missingAtEnd } from '../sink/Account';
import type { SinkCounts } from '../sink/sink';
import { readEnds } from './Bench';
import type { Crowd } from './Crowd';
import type { Role } from './roles';
import { whyWrong } from './rounds';

/** Viewers that have not reached the end of the topic by then never will. */
const SETTLE_MS = 15_000;
const LOOK_MS = 100;

/**
 * The correctness gate: stops the producer, waits until every decoding viewer
 * came to the end of the topic, and answers what cannot be explained. Plain
 * viewers read no gaps, so each must have exactly what the topic holds.
 */
export async function settle(
  { bootstrap, topic }: { bootstrap: string; topic: string },
  { sink, producer }: { sink: Crowd; producer: Role },
): Promise<string[]> {
  await producer.ask('halt');
  const ends = await readEnds(bootstrap, topic);
  const total = Number([...ends.values()].reduce((sum, end) => sum + end, 0n));
  const giveUpAtMs = performance.now() + SETTLE_MS;
  for (;;) {
    const counts = await sink.count();
    const wrong = [...whyWrong(counts), ...whyIncomplete(counts, ends, total)];
    if (wrong.length === 0 || performance.now() > giveUpAtMs) return wrong;
    await wait(LOOK_MS);
  }
}

function whyIncomplete(
  { verification, plain }: SinkCounts,
  ends: ReadonlyMap<number, bigint>,
  total: number,
): string[] {
  const missing = verification.reduce(
    (sum, viewer) => sum + missingAtEnd(viewer, ends),
    0,
  );
  const isPlainRight = plain.least === total && plain.most === total;
  return [
    ...(missing > 0 ? [`${missing} records lost in silence`] : []),
    ...(isPlainRight
      ? []
      : [
          `of ${total} records, plain viewers got ${plain.least} to ${plain.most}`,
        ]),
  ];
}
