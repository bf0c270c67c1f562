import { createReadyTopics } from '@backstage-realtime/sandbox/kafka';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { startRole, LOAD_CORE, SUBJECT_CORE, type Role } from './roles';
import type { RoundLength } from './rounds';

/** What every scenario is given. */
export interface BenchContext {
  bootstrap: string;
  brokerKind: 'real' | 'standin' | 'none';
  rounds: number;
  length: RoundLength;
  /** Shorter and smaller, for a look; its figures are not for publication. */
  isQuick: boolean;
  log(line: string): void;
}

const SOURCES = join(__dirname, '..');

/** Files of `subjects/` that are measured. */
export type SubjectName =
  | 'gateway'
  | 'bareWs'
  | 'kafkajsEachBatch'
  | 'naiveGateway'
  | 'healthObserver'
  | 'healthOffsets'
  | 'communityKafka'
  | 'kafkajsAdmin'
  | 'canaryPlugin';

/** Starts a subject on the core of the system under test, a load role on the other. */
export function startSubject(name: SubjectName): Promise<Role> {
  return startRole(join(SOURCES, 'subjects', `${name}.ts`), SUBJECT_CORE);
}

export function startSink(): Promise<Role> {
  return startRole(join(SOURCES, 'sink', 'sink.ts'), LOAD_CORE);
}

export function startProducer(): Promise<Role> {
  return startRole(join(SOURCES, 'subjects', 'producer.ts'), LOAD_CORE);
}

/** A process of the harness, or several that are one to a scenario. */
interface Stoppable {
  stop(): Promise<void>;
}

/** Runs `work` with roles that are stopped afterwards, whatever happens. */
export async function withRoles<R extends Stoppable[], T>(
  starting: [...{ [K in keyof R]: Promise<R[K]> }],
  work: (...roles: R) => Promise<T>,
): Promise<T> {
  const settled = await Promise.allSettled<Stoppable>(starting);
  const started = settled.flatMap(result =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  try {
    const roles: unknown = await Promise.all(starting);
    return await work(...(roles as R));
  } finally {
    await Promise.all(started.map(role => role.stop()));
  }
}

/** A port nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** Makes a topic as the workload wants it: six partitions, one replica. */
export async function createTopic(
  bootstrap: string,
  topic: string,
  numPartitions = 6,
): Promise<void> {
  await withAdmin(bootstrap, admin =>
    createReadyTopics(admin, [{ topic, numPartitions, replicationFactor: 1 }]),
  );
}

/** Offset after the last record, by partition. */
export function readEnds(
  bootstrap: string,
  topic: string,
): Promise<Map<number, bigint>> {
  return withAdmin(bootstrap, async admin => {
    const offsets = await admin.fetchTopicOffsets(topic);
    return new Map(
      offsets.map(({ partition, high }) => [partition, BigInt(high)]),
    );
  });
}

async function withAdmin<T>(
  bootstrap: string,
  work: (admin: Admin) => Promise<T>,
): Promise<T> {
  const brokers = bootstrap.split(',');
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
