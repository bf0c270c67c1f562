import {
  known,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import {
  DESCRIBE_CONFIGS,
  describeConfigsRequest,
  type TopicConfigAnswer,
} from '../../../sources/kafka/requests/describeConfigs';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import { chooseVersion } from '../../../sources/kafka/requests/KafkaRequest';
import type { TopicConfigs } from '../../observation';
import { topicReason } from './reasons';
import type { Round } from './Round';

/** Settings the checks look at; asking for them by name keeps the answer short. */
const KEYS = [
  'cleanup.policy',
  'max.message.bytes',
  'message.timestamp.type',
  'min.insync.replicas',
  'retention.bytes',
  'retention.ms',
  'segment.ms',
  'unclean.leader.election.enable',
  'write.caching',
];

/** Settings of all topics in one request to any broker. */
export async function readConfigs(round: Round, topics: readonly string[]) {
  const value = new Map<string, Reading<TopicConfigs>>();
  if (topics.length === 0) return { value, isWhole: true };
  const answer = await round.askAny(versions =>
    describeConfigsRequest(
      topics,
      KEYS,
      chooseVersion(DESCRIBE_CONFIGS, versions),
    ),
  );
  if (!answer.known) topics.forEach(topic => value.set(topic, answer));
  else answer.value.forEach(each => value.set(each.topic, toReading(each)));
  return { value, isWhole: answer.known };
}

function toReading({
  topic,
  errorCode,
  entries,
}: TopicConfigAnswer): Reading<TopicConfigs> {
  if (errorCode !== ERROR.none) {
    return topicReason(errorCode, topic, 'DescribeConfigs');
  }
  return known(
    new Map(
      entries.map(({ name, value, source }) => [name, { value, source }]),
    ),
  );
}
