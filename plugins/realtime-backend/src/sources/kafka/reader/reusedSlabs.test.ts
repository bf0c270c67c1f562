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
const PER_BATCH = 50;

/** Spoils every slab at the moment it may be written over. */
class PoisoningPool extends SlabPool {
  spoilt = 0;

  protected override giveBack(buffer: ArrayBufferLike): void {
    new Uint8Array(buffer).fill(0xee);
    this.spoilt++;
    super.giveBack(buffer);
  }
}

/** 300 characters of which gzip takes little away, so that compressed answers fill a slab too. */
function valueOf(partition: number, offset: number): string {
  const hash = createHash('shake256', { outputLength: 220 });
  return hash.update(`${partition}:${offset}`).digest('base64');
}

function fill(broker: StandInKafka, codec: 'none' | 'gzip'): void {
  for (let n = 0; n < BATCHES * PARTITIONS; n++) {
    const partition = n % PARTITIONS;
    const first = Math.floor(n / PARTITIONS) * PER_BATCH;
    const records = Array.from({ length: PER_BATCH }, (_, i) => ({
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
  it.each(['none', 'gzip'] as const)(
    'delivers every record undamaged although slabs are spoilt when they are given back (%s)',
    async codec => {
      const broker = await StandInKafka.start({
        topics: [{ name: 't', partitions: PARTITIONS }],
      });
      try {
        fill(broker, codec);
        const slabs = new PoisoningPool(ANSWER_BYTES, 3);
        const values = await readCopying(broker, slabs, { at: 'earliest' });
        const expected = Array.from(
          { length: BATCHES * PER_BATCH * PARTITIONS },
          (_, n) => valueOf(n % PARTITIONS, Math.floor(n / PARTITIONS)),
        );
        expect(values.sort()).toEqual(expected.sort());
        expect(slabs.spoilt).toBeGreaterThan(5);
      } finally {
        await broker.close();
      }
    },
  );
});
