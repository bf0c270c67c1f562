import {
  RealtimeError,
  readHeaderBlock,
  toOffset,
  type Gap,
  type InspectResponse,
  type RecordHeader,
} from '@backstage-realtime/plugin-realtime-common';
import {
  INDEX,
  INDEX_STRIDE,
  type RecordBatch,
  type RecordSource,
} from '@backstage-realtime/plugin-realtime-node';
import type { Grant, MaskPolicy } from '../access/StreamAccess';
import type { Decoding } from '../decoding/Inspector';
import type { StreamHub } from '../hub/Subscription';
import { NO_SUCH_PARTITION } from '../sources/kafka';

/** Longest a look-up of one record may take, in ms, unless said otherwise. */
const LOOKUP_MS = 10_000;

/** One record found, as it lies in its batch. */
interface FoundRecord {
  batch: RecordBatch;
  i: number;
}

/** Where records are looked for: first what the hub holds, then the source. */
export interface RecordInspectorOptions {
  hub: Pick<StreamHub, 'find'>;
  sources: Record<Grant['ref']['kind'], RecordSource>;
  decoding: Decoding;
  /** Longest a look-up may take, in ms. */
  lookupMs?: number;
}

/** Finds one record by partition and offset and explains it: decoded parts, bytes, decode report. */
export class RecordInspector {
  static create(options: RecordInspectorOptions): RecordInspector {
    return new RecordInspector(options);
  }

  private constructor(private readonly options: RecordInspectorOptions) {}

  /** Throws RealtimeError `record.not-found` when neither the hub nor the source holds it any more, `record.too-large` or `kafka.corrupt-batch` when it cannot be shown; retriable `kafka.no-leader` and `kafka.unreachable`. */
  async inspect(
    grant: Grant,
    partition: number,
    offset: bigint,
    signal: AbortSignal,
  ): Promise<InspectResponse> {
    const found =
      this.options.hub.find(grant.key, partition, offset) ??
      (await this.readFromSource(grant, partition, offset, signal));
    if (!found) throw notFound(partition, offset);
    return this.explain(grant, found, offset);
  }

  private async readFromSource(
    grant: Grant,
    partition: number,
    offset: bigint,
    signal: AbortSignal,
  ): Promise<FoundRecord | undefined> {
    const { sources, lookupMs = LOOKUP_MS } = this.options;
    const source = sources[grant.ref.kind];
    if (grant.ref.kind !== 'kafka') return undefined;
    const timeout = AbortSignal.timeout(lookupMs);
    const both = AbortSignal.any([signal, timeout]);
    const events = source.open(grant.ref, {
      from: [{ partition, from: offset }],
      partitions: [partition],
      end: 'high-watermark',
      signal: both,
    });
    for await (const event of events) {
      if (event.kind === 'batch') return locate(event.batch, offset);
      if (event.kind === 'done') return undefined;
      if (event.kind === 'gap') throw lost(partition, offset, event.gap);
      if (event.kind === 'unreachable')
        throw unreachable(event.part, event.reason);
      if (event.kind === 'reachable') checkReadable(event.missing, partition);
    }
    if (timeout.aborted)
      throw unreachable(
        `cluster ${grant.ref.system}`,
        `no answer within ${lookupMs} ms`,
      );
    return undefined;
  }

  private async explain(
    grant: Grant,
    { batch, i }: FoundRecord,
    offset: bigint,
  ): Promise<InspectResponse> {
    const { decoding } = this.options;
    const { system } = grant.ref;
    const [key, value] = await Promise.all([
      decoding.inspect(
        part(batch, i, INDEX.keyStart, INDEX.keyBytes),
        'key',
        system,
        grant.mask,
      ),
      decoding.inspect(
        part(batch, i, INDEX.valueStart, INDEX.valueBytes),
        'value',
        system,
        grant.mask,
      ),
    ]);
    return {
      partition: batch.partition,
      offset: toOffset(offset),
      timestampMs: batch.timestampsMs[i],
      timestampType: batch.timestampType,
      key,
      value,
      headers: headersOf(batch, i).map(header => toHeader(header, grant.mask)),
      mask: grant.mask && {
        policy: grant.mask.policy,
        paths: grant.mask.paths,
        headers: grant.mask.headers,
      },
    };
  }
}

/** The record with exactly this offset; compaction and transactions leave offsets without one. */
export function locate(
  batch: RecordBatch,
  offset: bigint,
): FoundRecord | undefined {
  for (let i = 0; i < batch.count; i++) {
    const delta = batch.index[i * INDEX_STRIDE + INDEX.offsetDelta];
    if (batch.baseOffset + BigInt(delta) === offset) return { batch, i };
  }
  return undefined;
}

function part(
  batch: RecordBatch,
  i: number,
  start: number,
  bytes: number,
): Uint8Array | null {
  const length = batch.index[i * INDEX_STRIDE + bytes];
  const from = batch.index[i * INDEX_STRIDE + start];
  return length < 0 ? null : batch.slab.subarray(from, from + length);
}

function headersOf(batch: RecordBatch, i: number): RecordHeader[] {
  const block =
    part(batch, i, INDEX.headersStart, INDEX.headersBytes) ?? new Uint8Array(0);
  return readHeaderBlock(
    block,
    batch.index[i * INDEX_STRIDE + INDEX.headerCount],
  );
}

function toHeader(
  header: RecordHeader,
  mask: MaskPolicy | undefined,
): InspectResponse['headers'][number] {
  const isMasked = mask?.headers.some(
    name => name.toLowerCase() === header.name.toLowerCase(),
  );
  if (isMasked) return { name: header.name, valueBase64: null, masked: true };
  return {
    name: header.name,
    valueBase64: header.value && Buffer.from(header.value).toString('base64'),
  };
}

function notFound(partition: number, offset: bigint): RealtimeError {
  return new RealtimeError(
    'realtime.record.not-found',
    `Partition ${partition} holds no record at offset ${offset} any more. Retention or compaction removed it, or it never was one`,
  );
}

/** Says why when the log still has the record but it cannot be shown. */
function lost(partition: number, offset: bigint, gap: Gap): RealtimeError {
  const place = `The record at offset ${offset} of partition ${partition}`;
  if (gap.reason === 'too-large')
    return new RealtimeError(
      'realtime.record.too-large',
      `${place} is over the size limit. The platform team can raise realtime.engine.maxRecordBytes`,
    );
  if (gap.reason === 'corrupt')
    return new RealtimeError(
      'realtime.kafka.corrupt-batch',
      `${place} cannot be read: ${
        gap.detail ?? 'its batch is damaged'
      }. Ask who runs the cluster to look at this partition`,
    );
  return notFound(partition, offset);
}

/** Throws when the partition is there but cannot be read now. */
function checkReadable(
  missing: ReadonlyArray<{ partition: number; reason: string }>,
  partition: number,
): void {
  const found = missing.find(each => each.partition === partition);
  if (!found || found.reason === NO_SUCH_PARTITION) return;
  throw new RealtimeError(
    'realtime.kafka.no-leader',
    `Partition ${partition} cannot be read now: ${found.reason}. Try again when the cluster has elected one`,
    { isRetriable: true },
  );
}

function unreachable(silent: string, reason: string): RealtimeError {
  const beginning = silent.charAt(0).toUpperCase() + silent.slice(1);
  return new RealtimeError(
    'realtime.kafka.unreachable',
    `${beginning} does not answer: ${reason}. Try again later`,
    {
      isRetriable: true,
    },
  );
}
