import { setTimeout } from 'node:timers/promises';
import type { ClusterCalls } from '../../../sources/kafka/admin/ClusterCalls';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import {
  FIND_COORDINATOR,
  findCoordinatorRequest,
} from '../../../sources/kafka/requests/findCoordinator';
import {
  chooseVersion,
  type KafkaApi,
  type KafkaRequest,
} from '../../../sources/kafka/requests/KafkaRequest';
import { WireReader } from '../../../sources/kafka/requests/WireReader';
import { WireWriter } from '../../../sources/kafka/requests/WireWriter';

const OFFSET_COMMIT: KafkaApi = {
  key: 8,
  name: 'OffsetCommit',
  versions: [5],
};

/** A new broker first makes the topic of committed offsets, and says so by these errors. */
const STARTING: ReadonlySet<number> = new Set([
  ERROR.coordinatorLoading,
  ERROR.coordinatorNotAvailable,
  ERROR.notCoordinator,
]);
const MAX_TRIES = 200;
const RETRY_MS = 50;

/** Commits for a group without members, as a tool does: kafkajs joins the group for it, which takes 5 s. */
export async function commitOffsets(
  cluster: ClusterCalls,
  group: string,
  topic: string,
  offsets: Record<number, number>,
): Promise<void> {
  await cluster.metadata([]);
  for (let tries = MAX_TRIES; tries > 0; tries--) {
    const errors = await tryCommit(cluster, group, topic, offsets);
    if (errors.every(code => code === ERROR.none)) return;
    if (!errors.every(code => STARTING.has(code))) {
      throw new Error(`The commit was answered with errors ${errors.join()}`);
    }
    await setTimeout(RETRY_MS);
  }
  throw new Error('The group got no coordinator');
}

async function tryCommit(
  cluster: ClusterCalls,
  group: string,
  topic: string,
  offsets: Record<number, number>,
): Promise<number[]> {
  const [{ broker, errorCode }] = await cluster.askAny(versions =>
    findCoordinatorRequest([group], chooseVersion(FIND_COORDINATOR, versions)),
  );
  return errorCode === ERROR.none
    ? await cluster.ask(broker, () => commitRequest(group, topic, offsets))
    : [errorCode];
}

function commitRequest(
  group: string,
  topic: string,
  offsets: Record<number, number>,
): KafkaRequest<number[]> {
  const writer = new WireWriter().string(group).int32(-1).string('');
  writer.array([topic], name => {
    writer.string(name).array(Object.entries(offsets), ([id, offset]) => {
      writer.int32(Number(id)).int64(BigInt(offset)).string('');
    });
  });
  return {
    api: OFFSET_COMMIT,
    version: 5,
    isFlexible: false,
    body: writer.finish(),
    decode: payload => {
      const reader = new WireReader(payload);
      reader.int32();
      return reader
        .array(() => {
          reader.string();
          return reader.array(() => {
            reader.int32();
            return reader.int16();
          });
        })
        .flat();
    },
  };
}
