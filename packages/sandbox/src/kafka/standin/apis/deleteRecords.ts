import type { Api, ApiCall } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';
import { findPartition } from './findPartition';

/** Offset −1 means: everything there is. */
const ALL = -1;

export const deleteRecords: Api = {
  key: 21,
  name: 'DeleteRecords',
  minVersion: 0,
  maxVersion: 1,
  handle: call => {
    const { answer, request } = call;
    const topics = request.array(item => ({
      name: item.string(),
      partitions: item.array(each => ({
        index: each.int32(),
        offset: each.int64(),
      })),
    }));
    answer.int32(0).array(topics, ({ name, partitions }) => {
      answer.string(name).array(partitions, ({ index, offset }) => {
        const trimmed = trim(call, name, index, offset);
        answer.int32(index).int64(trimmed.lowWatermark);
        answer.int16(trimmed.errorCode);
      });
    });
  },
};

function trim(call: ApiCall, topic: string, index: number, offset: number) {
  const { errorCode, partition } = findPartition(call, topic, index);
  if (!partition) {
    return { errorCode, lowWatermark: -1 };
  }
  const { log } = partition;
  if (offset > log.endOffset || offset < ALL) {
    return { errorCode: KAFKA_ERROR.offsetOutOfRange, lowWatermark: -1 };
  }
  log.trimBefore(offset === ALL ? log.endOffset : offset);
  return { errorCode, lowWatermark: log.startOffset };
}
