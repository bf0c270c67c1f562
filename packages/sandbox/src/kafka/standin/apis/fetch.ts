import type { Api, ApiCall } from '../Api';
import type { WireReader } from '../wire/WireReader';
import { KAFKA_ERROR } from '../wire/errorCodes';
import { findPartition } from './findPartition';
import { waitForAppend } from './waitForAppend';

interface AskedPartition {
  topic: string;
  index: number;
  offset: number;
  maxBytes: number;
}

interface Served extends AskedPartition {
  errorCode: number;
  endOffset: number;
  startOffset: number;
  batches: Buffer[];
}

/** No answer is larger, whatever the client asks for. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Long-polls until `minBytes` are there, an error shows or `maxWaitMs` is
 * over. Whole batches are linked into the answer as they are stored. Fetch
 * sessions are refused by session id 0, which clients take as "full fetch".
 */
export const fetch: Api = {
  key: 1,
  name: 'Fetch',
  minVersion: 4,
  maxVersion: 11,
  handle: async call => {
    const { request, version } = call;
    request.int32();
    const maxWaitMs = request.int32();
    const minBytes = request.int32();
    const maxBytes = Math.min(request.int32(), MAX_ANSWER_BYTES);
    request.int8();
    if (version >= 7) {
      request.int32();
      request.int32();
    }
    const asked = readAsked(request, version);
    let served = serve(call, asked, maxBytes);
    if (isWaiting(served, minBytes)) {
      await waitForAppend(call, asked, maxWaitMs, () => {
        served = serve(call, asked, maxBytes);
        return !isWaiting(served, minBytes);
      });
    }
    writeAnswer(call, served);
  },
};

function readAsked(request: WireReader, version: number): AskedPartition[] {
  return request
    .array(item => {
      const topic = item.string();
      return item.array(each => readPartition(each, topic, version));
    })
    .flat();
}

function readPartition(
  item: WireReader,
  topic: string,
  version: number,
): AskedPartition {
  const index = item.int32();
  if (version >= 9) {
    item.int32();
  }
  const offset = item.int64();
  if (version >= 5) {
    item.int64();
  }
  return { topic, index, offset, maxBytes: item.int32() };
}

function serve(
  call: ApiCall,
  asked: readonly AskedPartition[],
  maxBytes: number,
): Served[] {
  let room = maxBytes;
  return asked.map(item => {
    const served = servePartition(call, item, room);
    room -= countBytes([served]);
    return served;
  });
}

function servePartition(
  call: ApiCall,
  asked: AskedPartition,
  room: number,
): Served {
  const found = findPartition(call, asked.topic, asked.index);
  if (!found.partition) {
    const { errorCode } = found;
    return { ...asked, errorCode, endOffset: -1, startOffset: -1, batches: [] };
  }
  const { startOffset, endOffset } = found.partition.log;
  if (asked.offset < startOffset || asked.offset > endOffset) {
    const errorCode = KAFKA_ERROR.offsetOutOfRange;
    return { ...asked, errorCode, endOffset: -1, startOffset, batches: [] };
  }
  const limit = Math.min(asked.maxBytes, room);
  const stored = limit > 0 ? found.partition.log.read(asked.offset, limit) : [];
  const batches = call.cluster.faults.spoil(asked.topic, asked.index, stored);
  return { ...asked, errorCode: 0, endOffset, startOffset, batches };
}

function isWaiting(served: readonly Served[], minBytes: number): boolean {
  return (
    served.every(({ errorCode }) => errorCode === 0) &&
    countBytes(served) < minBytes
  );
}

function countBytes(served: readonly Served[]): number {
  return served.reduce(
    (sum, { batches }) => batches.reduce((s, b) => s + b.length, sum),
    0,
  );
}

function writeAnswer({ answer, version }: ApiCall, served: Served[]): void {
  answer.int32(0);
  if (version >= 7) {
    answer.int16(0).int32(0);
  }
  const byTopic = new Map<string, Served[]>();
  for (const item of served) {
    byTopic.set(item.topic, [...(byTopic.get(item.topic) ?? []), item]);
  }
  answer.array([...byTopic], ([topic, partitions]) => {
    answer.string(topic).array(partitions, item => {
      answer.int32(item.index).int16(item.errorCode);
      answer.int64(item.endOffset).int64(item.endOffset);
      if (version >= 5) {
        answer.int64(item.startOffset);
      }
      answer.int32(0);
      if (version >= 11) {
        answer.int32(-1);
      }
      answer.bytes(item.batches);
    });
  });
}
