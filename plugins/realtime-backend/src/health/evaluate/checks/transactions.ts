import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import type {
  HealthContext,
  PartitionView,
  TopicView,
} from '../context/HealthContext';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../judgement';
import { duration, name, numberOf, offset, say } from '../values';
import { family, type SubjectCheck } from './HealthCheck';
import { whyMissing } from './whyMissing';

interface OpenTransaction {
  view: PartitionView;
  stable: bigint;
  end: bigint;
  stillMs: number;
}

const HANGING: SubjectCheck<TopicView> = {
  id: 'txn.hanging',
  sources: ['ListOffsets', 'DescribeProducers'],
  judge: (topic, context) => {
    const isAsked = topic.partitions.some(
      ({ observed }) => observed.stableEnd.known,
    );
    const open = topic.partitions.flatMap(view => openOf(view, topic.atMs));
    const names = { topic: name(topic.topic), owner: name(context.owner) };
    const judged = judgeAll(open, names, context);
    if (judged.verdict !== 'ok') return judged;
    const hidden = withheld(topic);
    if (hidden) return unknown(hidden, topic.subject);
    return isAsked ? judged : notApplicable(say('txn.hanging.none', names));
  },
};

type Names = Record<'topic' | 'owner', ReturnType<typeof name>>;

function judgeAll(
  open: readonly OpenTransaction[],
  names: Names,
  context: HealthContext,
): Judgement {
  if (open.length === 0) return fine(say('txn.hanging.ok', names));
  const worst = open.reduce((a, b) => (b.stillMs > a.stillMs ? b : a));
  return judgeOpen(worst, names, context);
}

/** Why the stable end of a partition is not known, though somebody asked. */
function withheld({ partitions }: TopicView): Missing | undefined {
  return whyMissing(
    partitions.map(({ observed }) => observed.stableEnd),
    ['not-asked', 'unsupported'],
  );
}

function openOf(view: PartitionView, atMs: number): OpenTransaction[] {
  const { stableEnd, end } = view.observed;
  if (!stableEnd.known || !end.known || stableEnd.value >= end.value) return [];
  const stable = Number(stableEnd.value);
  let sinceMs = atMs;
  const samples = view.samples();
  for (let index = samples.length - 1; index >= 0; index--) {
    const { stableEnd: then, end: endThen = 0, atMs: thenMs } = samples[index];
    if (then === undefined) continue;
    if (then !== stable || endThen <= stable) break;
    sinceMs = thenMs;
  }
  return [
    { view, stable: stableEnd.value, end: end.value, stillMs: atMs - sinceMs },
  ];
}

function judgeOpen(
  { view, stable, end, stillMs }: OpenTransaction,
  names: Names,
  { scope: { limits } }: HealthContext,
): Judgement {
  const warn = limits.get('txn.hanging.warn');
  const critical = limits.get('txn.hanging.critical');
  const isCritical = stillMs > numberOf(critical);
  const producer = producerOf(view);
  const values = {
    ...names,
    partition: name(view.partition),
    still: duration(stillMs),
    limit: (isCritical ? critical : warn).value,
    stable: offset(stable),
    end: offset(end),
    ...(producer !== undefined && { producer: name(producer) }),
  };
  const more = {
    at: { partition: view.partition },
    rule: [say('txn.hanging.rule', values)],
    limits: [warn, critical],
  };
  if (!isCritical && stillMs <= numberOf(warn)) {
    return fine(say('txn.hanging.ok', values), more);
  }
  const sentence =
    producer === undefined ? 'txn.hanging' : 'txn.hanging.producer';
  return judge(isCritical ? 'critical' : 'warning', say(sentence, values), {
    ...more,
    next: [say('txn.hanging.next', values)],
  });
}

/** The producer whose open transaction began first holds the others up. */
function producerOf({ observed: { producers } }: PartitionView) {
  if (!producers.known) return undefined;
  const open = producers.value.filter(each => each.openSince !== undefined);
  const [first] = open.sort((a, b) =>
    a.openSince!.offset < b.openSince!.offset ? -1 : 1,
  );
  return first?.producerId;
}

/** Transactions that nobody ends. */
export const TRANSACTIONS = family('txn', ({ topics }) => topics, [HANGING]);
