import type { Api, ApiCall } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

export const createPartitions: Api = {
  key: 37,
  name: 'CreatePartitions',
  minVersion: 0,
  maxVersion: 1,
  handle: call => {
    const { answer, request } = call;
    const topics = request.array(item => {
      const asked = { name: item.string(), count: item.int32() };
      item.array(each => each.array(id => id.int32()));
      return asked;
    });
    request.int32();
    const isTrial = request.boolean();
    answer.int32(0).array(topics, ({ name, count }) => {
      const errorCode = grow(call, name, count, isTrial);
      answer.string(name).int16(errorCode).string(null);
    });
  },
};

function grow(
  { cluster }: ApiCall,
  name: string,
  count: number,
  isTrial: boolean,
): number {
  const topic = cluster.topics.get(name);
  if (!topic) {
    return KAFKA_ERROR.unknownTopicOrPartition;
  }
  if (count <= topic.partitions.length) {
    return KAFKA_ERROR.invalidPartitions;
  }
  if (!isTrial) {
    cluster.growTopic(topic, count);
  }
  return KAFKA_ERROR.none;
}
