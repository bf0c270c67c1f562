import { known } from '@backstage-realtime/plugin-realtime-common';
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
  isOpen: (topic: string, partition: number) => boolean,
): Promise<PartitionTable<ProducerObservation[]>> {
  const table = new PartitionTable<ProducerObservation[]>();
  await Promise.all(
    [...leaders].map(async ([leader, topics]) => {
      const open = await listOpen(topics, isOpen);
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
  isOpen: (topic: string, partition: number) => boolean,
): Promise<TopicPartitions[]> {
  const open: TopicPartitions[] = [];
  await new Slices().each(topics, ({ topic, partitions }) => {
    const ids = partitions.filter(id => isOpen(topic, id));
    if (ids.length > 0) open.push({ topic, partitions: ids });
  });
  return open;
}

function toProducer(producer: ActiveProducer): ProducerObservation {
  const { producerId, openSince, lastMs } = producer;
  return {
    producerId: `${producerId}`,
    lastMs,
    ...(openSince >= 0n && { openSince: { offset: openSince } }),
  };
}
