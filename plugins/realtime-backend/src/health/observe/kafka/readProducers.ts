import {
  known,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import {
  DESCRIBE_PRODUCERS,
  describeProducersRequest,
  type ActiveProducer,
} from '../../../sources/kafka/requests/describeProducers';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import type { TopicPartitions } from '../../../sources/kafka/requests/FormWriter';
import { chooseVersion } from '../../../sources/kafka/requests/KafkaRequest';
import type { ProducerObservation } from '../../observation';
import { Slices } from '../../../sources/kafka/requests/Slices';
import type { Leaders } from './Layout';
import { PartitionTable } from './PartitionTable';
import { topicReason } from './reasons';
import type { Round } from './Round';

/** Who holds transactions open, for the partitions where one is: one request a leader. */
export async function readProducers(
  round: Round,
  leaders: Leaders,
  ends: PartitionTable<bigint>,
  stableEnds: PartitionTable<bigint>,
): Promise<PartitionTable<ProducerObservation[]>> {
  const table = new PartitionTable<ProducerObservation[]>();
  if (stableEnds.isEmpty) return table;
  await Promise.all(
    [...leaders].map(async ([leader, topics]) => {
      const open = await listOpen(topics, ends, stableEnds);
      if (open.length === 0) return;
      const answer = await round.ask(leader, versions =>
        describeProducersRequest(
          open,
          chooseVersion(DESCRIBE_PRODUCERS, versions),
        ),
      );
      if (!answer.known) {
        table.setAll(open, answer);
        return;
      }
      for (const { topic, partition, errorCode, producers } of answer.value) {
        const reading =
          errorCode === ERROR.none
            ? known(producers.map(toProducer))
            : topicReason(errorCode, topic, 'Read');
        table.set(topic, partition, reading);
      }
    }),
  );
  return table;
}

async function listOpen(
  topics: readonly TopicPartitions[],
  ends: PartitionTable<bigint>,
  stableEnds: PartitionTable<bigint>,
): Promise<TopicPartitions[]> {
  const open: TopicPartitions[] = [];
  const slices = new Slices();
  for (const { topic, partitions } of topics) {
    const { values } = ends.row(topic);
    const stable = stableEnds.row(topic).values;
    const ids = partitions.filter(id => isBehind(stable[id], values[id]));
    if (ids.length > 0) open.push({ topic, partitions: ids });
    if (slices.isDue(partitions.length)) await slices.pause();
  }
  return open;
}

function isBehind(stable?: Reading<bigint>, end?: Reading<bigint>): boolean {
  return Boolean(end?.known && stable?.known && stable.value < end.value);
}

function toProducer(producer: ActiveProducer): ProducerObservation {
  const { producerId, openSince, lastMs } = producer;
  return {
    producerId: `${producerId}`,
    lastMs,
    ...(openSince >= 0n && { openSince: { offset: openSince } }),
  };
}
