import type { Api, ApiCall } from '../Api';
import type { TimedOffset } from '../log/findOffsetByTime';
import type { PartitionLog } from '../log/PartitionLog';
import { findPartition } from './findPartition';

const LATEST = -1;
const EARLIEST = -2;
const NEWEST = -3;
const NOWHERE: TimedOffset = { offset: -1, timestampMs: -1 };

export const listOffsets: Api = {
  key: 2,
  name: 'ListOffsets',
  minVersion: 1,
  maxVersion: 7,
  flexibleFrom: 6,
  handle: call => {
    const { answer, request, version } = call;
    request.int32();
    if (version >= 2) {
      request.int8();
      answer.int32(0);
    }
    const topics = request.array(() => readTopic(call));
    answer.array(topics, ({ name, partitions }) => {
      answer.string(name).array(partitions, ({ index, timestampMs }) => {
        writeOffset(call, name, index, timestampMs);
      });
      answer.end();
    });
    answer.end();
  },
};

function readTopic({ request, version }: ApiCall) {
  const name = request.string();
  const partitions = request.array(() => {
    const index = request.int32();
    if (version >= 4) {
      request.int32();
    }
    const timestampMs = request.int64();
    request.end();
    return { index, timestampMs };
  });
  request.end();
  return { name, partitions };
}

function writeOffset(
  call: ApiCall,
  topic: string,
  index: number,
  timestampMs: number,
): void {
  const { errorCode, partition } = findPartition(call, topic, index);
  const at = partition ? locate(partition.log, timestampMs) : NOWHERE;
  call.answer.int32(index).int16(errorCode);
  call.answer.int64(at.timestampMs).int64(at.offset);
  if (call.version >= 4) {
    call.answer.int32(0);
  }
  call.answer.end();
}

/** Offset −1 when no record is as young as asked. */
function locate(log: PartitionLog, timestampMs: number): TimedOffset {
  switch (timestampMs) {
    case LATEST:
      return { offset: log.endOffset, timestampMs: -1 };
    case NEWEST:
      return log.findNewest() ?? NOWHERE;
    case EARLIEST:
      return { offset: log.startOffset, timestampMs: -1 };
    default:
      return log.findByTime(timestampMs) ?? NOWHERE;
  }
}
