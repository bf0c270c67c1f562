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
  else {
    const toReading = readingOf();
    answer.value.forEach(each => value.set(each.topic, toReading(each)));
  }
  return { value, isWhole: answer.known };
}

/** Topics that share a list of settings share a reading. */
function readingOf() {
  const readings = new Map<
    TopicConfigAnswer['entries'],
    Reading<TopicConfigs>
  >();
  return (answer: TopicConfigAnswer): Reading<TopicConfigs> => {
    const { topic, errorCode, entries } = answer;
    if (errorCode !== ERROR.none) {
      return topicReason(errorCode, topic, 'DescribeConfigs');
    }
    const reading = readings.get(entries) ?? known(toConfigs(entries));
    readings.set(entries, reading);
    return reading;
  };
}

function toConfigs(entries: TopicConfigAnswer['entries']): TopicConfigs {
  return new Map(
    entries.map(({ name, value, source }) => [name, { value, source }]),
  );
}
