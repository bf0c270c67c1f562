import type { Api, ApiCall } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

export const deleteTopics: Api = {
  key: 20,
  name: 'DeleteTopics',
  minVersion: 0,
  maxVersion: 1,
  handle: call => {
    const { answer, request, version } = call;
    const names = request.array(item => item.string());
    if (version >= 1) {
      answer.int32(0);
    }
    answer.array(names, name => {
      answer.string(name).int16(deleteTopic(call, name));
    });
  },
};

function deleteTopic({ cluster }: ApiCall, name: string): number {
  if (cluster.faults.isDenied(name)) {
    return KAFKA_ERROR.topicAuthorizationFailed;
  }
  return cluster.deleteTopic(name)
    ? KAFKA_ERROR.none
    : KAFKA_ERROR.unknownTopicOrPartition;
}
