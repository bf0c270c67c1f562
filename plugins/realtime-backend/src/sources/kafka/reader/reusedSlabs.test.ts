import { createHash } from 'node:crypto';
import { StandInKafka } from '@backstage-realtime/sandbox';
import { mockServices } from '@backstage/backend-test-utils';
import type { OpenOptions } from '@backstage-realtime/plugin-realtime-node';
import { systemClock } from '../../../clock';
import { ClusterConnection } from '../connection/ClusterConnection';
import { DEFAULT_KAFKA_LIMITS } from '../limits';
import { buildBatch } from '../testUtils/buildBatch';
import { recordsOfBatch } from '../testUtils/readAll';
import { SlabPool } from './SlabPool';
import { TopicReader } from './TopicReader';

const ANSWER_BYTES = 131_072;
const PARTITIONS = 3;
const BATCHES = 60;

/** Spoils every slab at the moment it may be written over. */
class PoisoningPool extends SlabPool {
  spoilt = 0;

  protected override giveBack(buffer: ArrayBufferLike): void {
    new Uint8Array(buffer).fill(0xee);
    this.spoilt++;
    super.giveBack(buffer);
  }
}

type ValueOf = (partition: number, offset: number) => string;

/** What is read: large answers of few records, or of so many that their index is large too. */
interface Load {
  codec: 'none' | 'gzip';
  perBatch: number;
  valueOf: ValueOf;
}

/** 300 characters of which gzip takes little away, so that compressed answers fill a slab too. */
const longValue: ValueOf = (partition, offset) => {
  const hash = createHash('shake256', { outputLength: 220 });
  return hash.update(`${partition}:${offset}`).digest('base64');
};

const shortValue: ValueOf = (partition, offset) => `${partition}:${offset}`;

function fill(broker: StandInKafka, { codec, perBatch, valueOf }: Load): void {
  for (let n = 0; n < BATCHES * PARTITIONS; n++) {
    const partition = n % PARTITIONS;
    const first = Math.floor(n / PARTITIONS) * perBatch;
    const records = Array.from({ length: perBatch }, (_, i) => ({
      value: valueOf(partition, first + i),
    }));
    broker.append('t', partition, buildBatch({ codec, records }));
  }
}

/** What a consumer that copies each batch before it asks for the next event reads. */
async function readCopying(
  broker: StandInKafka,
  slabs: SlabPool,
  from: OpenOptions['from'],
): Promise<string[]> {
  const connection = ClusterConnection.create({
    settings: {
      name: 'local',
      brokers: [broker.bootstrap],
      clientId: 'backstage-realtime',
      ssl: false,
      connectTimeoutMs: 3_000,
      requestTimeoutMs: 10_000,
      recordsEnabled: true,
    },
    logger: mockServices.logger.mock(),
    clock: systemClock,
  });
  const { signal } = new AbortController();
  const reader = new TopicReader({
    connection,
    topic: 't',
    open: { from, end: 'high-watermark', reuseSlabs: true, signal },
    limits: {
      ...DEFAULT_KAFKA_LIMITS,
      maxFetchBytes: ANSWER_BYTES,
      maxPartitionBytes: ANSWER_BYTES / 2,
      queueBytes: ANSWER_BYTES * 2,
    },
    clock: systemClock,
    slabs,
  });
  const values: string[] = [];
  try {
    for await (const event of reader.read()) {
      if (event.kind === 'gap') values.push(`gap: ${event.gap.detail}`);
      if (event.kind !== 'batch') continue;
      for (const { value } of recordsOfBatch(event.batch))
        values.push(`${value}`);
    }
  } finally {
    connection.close();
  }
  return values;
}

describe('a reading whose slabs are used again', () => {
  it.each([
    ['long records', { codec: 'none', perBatch: 50, valueOf: longValue }],
    ['compressed ones', { codec: 'gzip', perBatch: 50, valueOf: longValue }],
    ['many short ones', { codec: 'none', perBatch: 400, valueOf: shortValue }],
  ] as Array<[string, Load]>)(
    'delivers %s undamaged although slabs and indexes are spoilt when they are given back',
    async (_name, load) => {
      const broker = await StandInKafka.start({
        topics: [{ name: 't', partitions: PARTITIONS }],
      });
      try {
        fill(broker, load);
        const slabs = new PoisoningPool(ANSWER_BYTES, 3);
        const values = await readCopying(broker, slabs, { at: 'earliest' });
        const expected = Array.from(
          { length: BATCHES * load.perBatch * PARTITIONS },
          (_, n) => load.valueOf(n % PARTITIONS, Math.floor(n / PARTITIONS)),
        );
        expect(values.sort()).toEqual(expected.sort());
        expect(slabs.spoilt).toBeGreaterThan(5);
      } finally {
        await broker.close();
      }
    },
  );
});
