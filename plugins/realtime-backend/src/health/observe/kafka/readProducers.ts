import { known } from '@backstage-realtime/plugin-realtime-common';
import {
  DESCRIBE_PRODUCERS,
  describeProducersRequest,
  type ActiveProducer,
} from '../../../sources/kafka/requests/describeProducers';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import { chooseVersion } from '../../../sources/kafka/requests/KafkaRequest';
import type { ProducerObservation } from '../../observation';
import { toTopics, type TopicPartition } from './Layout';
import { PartitionTable } from './PartitionTable';
import { topicReason } from './reasons';
import type { Round } from './Round';

/** Who holds transactions open, for the partitions where one is: one request a leader. */
export async function readProducers(
  round: Round,
  leaders: ReadonlyMap<number, readonly TopicPartition[]>,
  isOpen: (at: TopicPartition) => boolean,
): Promise<PartitionTable<ProducerObservation[]>> {
  const table = new PartitionTable<ProducerObservation[]>();
  await Promise.all(
    [...leaders].map(async ([leader, partitions]) => {
      const open = partitions.filter(isOpen);
      if (open.length === 0) return;
      const answer = await round.ask(leader, versions =>
        describeProducersRequest(
          toTopics(open),
          chooseVersion(DESCRIBE_PRODUCERS, versions),
        ),
      );
      if (!answer.known) {
        open.forEach(at => table.set(at.topic, at.partition, answer));
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

function toProducer(producer: ActiveProducer): ProducerObservation {
  const { producerId, openSince, lastMs } = producer;
  return {
    producerId: `${producerId}`,
    lastMs,
    ...(openSince >= 0n && { openSince: { offset: openSince } }),
  };
}
