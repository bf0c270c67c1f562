import type { Api, ApiCall } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';
import { findPartition } from './findPartition';

interface Appended {
  errorCode: number;
  baseOffset: number;
  appendTimeMs: number;
  startOffset: number;
}

/**
 * Batches are kept verbatim. Producer ids and sequences are not checked: a
 * retry after a cut connection is stored twice, as without idempotence.
 */
export const produce: Api = {
  key: 0,
  name: 'Produce',
  minVersion: 3,
  maxVersion: 7,
  handle: async call => {
    const { answer, request, version } = call;
    request.nullableString();
    const acks = request.int16();
    request.int32();
    const topics = request.array(item => ({
      name: item.string(),
      partitions: item.array(each => ({
        index: each.int32(),
        records: each.bytes(),
      })),
    }));
    answer.array(topics, ({ name, partitions }) => {
      answer.string(name).array(partitions, ({ index, records }) => {
        const done = append(call, name, index, records);
        answer.int32(index).int16(done.errorCode);
        answer.int64(done.baseOffset).int64(done.appendTimeMs);
        if (version >= 5) {
          answer.int64(done.startOffset);
        }
      });
    });
    answer.int32(0);
    return acks === 0 ? 'no-answer' : undefined;
  },
};

function append(
  call: ApiCall,
  topic: string,
  index: number,
  records: Buffer,
): Appended {
  const found = findPartition(call, topic, index);
  if (!found.partition) {
    return refused(found.errorCode);
  }
  const { cluster } = call;
  const config = cluster.topics.get(topic)?.config;
  const limit = Number(
    config?.get('max.message.bytes') ?? cluster.settings.messageMaxBytes,
  );
  if (records.length > limit) {
    return refused(KAFKA_ERROR.messageTooLarge);
  }
  const isStamped = config?.get('message.timestamp.type') === 'LogAppendTime';
  const appendTimeMs = isStamped ? cluster.settings.now() : undefined;
  const { log } = found.partition;
  const baseOffset = log.append(records, appendTimeMs);
  return baseOffset === undefined
    ? refused(KAFKA_ERROR.corruptMessage)
    : {
        errorCode: KAFKA_ERROR.none,
        baseOffset,
        appendTimeMs: appendTimeMs ?? -1,
        startOffset: log.startOffset,
      };
}

function refused(errorCode: number): Appended {
  return { errorCode, baseOffset: -1, appendTimeMs: -1, startOffset: -1 };
}
