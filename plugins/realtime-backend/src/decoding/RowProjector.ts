import {
  INDEX,
  INDEX_STRIDE,
  type DecodeResult,
  type RecordBatch,
} from '@backstage-realtime/plugin-realtime-node';
import type { Projector, RecordView } from '../hub/Projector';
import type { ExtraDecoders } from './ExtraDecoders';
import { ByteSink } from './json/ByteSink';
import type { CompiledMask } from './mask/CompiledMask';
import { maskHeaders } from './mask/maskHeaders';
import { codeUnread, PartProjector } from './PartProjector';
import type { SchemaRegistry } from './registry/SchemaRegistry';
import { schemaIdOf } from './registry/wireFormat';

// Read once: a property of another module is looked up anew at every access.
const STRIDE = INDEX_STRIDE;
const { keyStart, keyBytes, valueStart, valueBytes, ...HEADERS } = INDEX;

type Decoded = Extract<DecodeResult, { outcome: 'decoded' }>;

/** What modules' decoders made of a batch: key and value of record i at 2i and 2i + 1. */
type Prepared = Array<Decoded | undefined>;

/** Batches whose prepared values are kept: the one shown now and those being prepared. */
const PREPARED_BATCHES = 4;

/** Decodes and masks whole records; see {@link PartProjector} for the rules. */
export class RowProjector implements Projector {
  private readonly key: PartProjector;
  private readonly value: PartProjector;
  private readonly headers = new ByteSink();
  /** Nothing hides any part, and nobody but us decodes. */
  private readonly mayPassUnread: boolean;
  private readonly prepared = new Map<RecordBatch, Prepared>();

  constructor(
    readonly id: string,
    private readonly system: string,
    private readonly extras: ExtraDecoders,
    private readonly mask?: CompiledMask,
    private readonly registry?: SchemaRegistry,
  ) {
    this.mayPassUnread = mask === undefined && extras.isEmpty;
    this.key = new PartProjector('key', mask, registry);
    this.value = new PartProjector('value', mask, registry);
  }

  prepare(batch: RecordBatch): Promise<void> | undefined {
    const ids = this.missingSchemas(batch);
    const loading = ids.size > 0 ? this.registry?.load(ids) : undefined;
    if (this.extras.isEmpty) return loading;
    return Promise.all([loading, this.prepareExtras(batch)]).then(() => {});
  }

  encodingsAsItCame({ index, slab }: RecordBatch, i: number): number {
    if (!this.mayPassUnread) return -1;
    const at = i * STRIDE;
    const keyCode = codeUnread(
      slab,
      index[at + keyStart],
      index[at + keyBytes],
    );
    if (keyCode < 0) return -1;
    const valueCode = codeUnread(
      slab,
      index[at + valueStart],
      index[at + valueBytes],
    );
    return valueCode < 0 ? -1 : keyCode + 256 * valueCode;
  }

  project(batch: RecordBatch, i: number, view: RecordView): void {
    const { index, slab } = batch;
    const at = i * STRIDE;
    const prepared = this.extras.isEmpty ? undefined : this.prepared.get(batch);
    const { key, value } = this;
    const originalBytes = index[at + valueBytes];
    key.fill(
      slab,
      index[at + keyStart],
      index[at + keyBytes],
      prepared?.[2 * i],
    );
    value.fill(
      slab,
      index[at + valueStart],
      originalBytes,
      prepared?.[2 * i + 1],
    );
    view.keyEncoding = key.encoding;
    view.keySource = key.source;
    view.keyStart = key.start;
    view.keyBytes = key.bytes;
    view.valueEncoding = value.encoding;
    view.valueSource = value.source;
    view.valueStart = value.start;
    view.valueBytes = value.bytes;
    view.originalValueBytes = originalBytes;
    view.maskedFields = key.maskedFields + value.maskedFields;
    this.projectHeaders(batch, at, view);
  }

  private projectHeaders(
    batch: RecordBatch,
    at: number,
    view: RecordView,
  ): void {
    const { index, slab } = batch;
    view.headersSource = slab;
    view.headersStart = index[at + HEADERS.headersStart];
    view.headersBytes = index[at + HEADERS.headersBytes];
    view.headerCount = index[at + HEADERS.headerCount];
    if (view.headerCount > 0 && this.mask && this.mask.headers.size > 0) {
      this.maskHeaders(this.mask.headers, view);
    }
  }

  private maskHeaders(names: ReadonlySet<string>, view: RecordView): void {
    const start = view.headersStart;
    const end = start + view.headersBytes;
    const { headersSource, headerCount } = view;
    const sink = this.headers;
    const masked = maskHeaders(
      headersSource,
      start,
      end,
      headerCount,
      names,
      sink,
    );
    if (masked === 0) return;
    view.headersSource = sink.bytes;
    view.headersStart = 0;
    view.headersBytes = masked === undefined ? 0 : sink.length;
    if (masked === undefined) view.headerCount = 0;
  }

  private missingSchemas({ slab, index, count }: RecordBatch): Set<number> {
    const ids = new Set<number>();
    const { registry } = this;
    if (!registry) return ids;
    for (let at = 0; at < count * STRIDE; at += STRIDE) {
      for (const column of [keyStart, valueStart]) {
        const start = index[at + column];
        const id = schemaIdOf(slab, start, index[at + column + 1]);
        if (id !== undefined && registry.needsLoad(id)) ids.add(id);
      }
    }
    return ids;
  }

  private async prepareExtras(batch: RecordBatch): Promise<void> {
    const prepared: Prepared = [];
    for (let i = 0; i < batch.count; i += 1) {
      prepared.push(await this.askExtras(batch, i, 'key'));
      prepared.push(await this.askExtras(batch, i, 'value'));
    }
    this.prepared.set(batch, prepared);
    if (this.prepared.size <= PREPARED_BATCHES) return;
    const [oldest] = this.prepared.keys();
    this.prepared.delete(oldest);
  }

  private async askExtras(
    { slab, index }: RecordBatch,
    i: number,
    part: 'key' | 'value',
  ): Promise<Decoded | undefined> {
    const column = part === 'key' ? keyStart : valueStart;
    const start = index[i * STRIDE + column];
    const length = index[i * STRIDE + column + 1];
    if (length < 0) return undefined;
    const range = slab.subarray(start, start + length);
    const { system } = this;
    const { result } = await this.extras.decode(range, { system, part });
    return result;
  }
}
