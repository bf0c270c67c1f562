import {
  ENCODINGS,
  type Encoding,
} from '@backstage-realtime/plugin-realtime-common';
import type { DecodeResult } from '@backstage-realtime/plugin-realtime-node';
import { cborDecoder } from './decoders/cbor';
import { looksLikeText } from './decoders/looksLikeText';
import { messagePackDecoder } from './decoders/messagepack';
import { textDecoder } from './decoders/text';
import { ByteSink } from './json/ByteSink';
import type { CompiledMask } from './mask/CompiledMask';
import { maskJson } from './mask/maskJson';
import type { SchemaRegistry } from './registry/SchemaRegistry';
import { schemaIdOf, WIRE_HEAD_BYTES } from './registry/wireFormat';

const CODE = Object.fromEntries(
  ENCODINGS.map((encoding, code) => [encoding, code]),
) as Record<Encoding, number>;

type Decoded = Extract<DecodeResult, { outcome: 'decoded' }>;

const CONTEXT = { system: '', part: 'value' } as const;

/**
 * Shows one key or value of a record after the other. A flyweight like the view
 * it fills: its fields hold until the next call. Under a policy with paths only
 * JSON is shown, because only there is it known what stands where; everything
 * else is withheld, but for keys that are plain text (hidden with `maskKey`).
 */
export class PartProjector {
  /** Position in ENCODINGS. */
  encoding = 0;
  source: Uint8Array = new Uint8Array(0);
  start = 0;
  /** -1: null. */
  bytes = -1;
  maskedFields = 0;
  private readonly decodedSink = new ByteSink();
  private readonly maskedSink = new ByteSink();

  constructor(
    private readonly part: 'key' | 'value',
    private readonly mask?: CompiledMask,
    private readonly registry?: SchemaRegistry,
  ) {}

  /** `decoded`: what a module's decoder made of the range, if it did. Length -1 is null. */
  fill(
    source: Uint8Array,
    start: number,
    length: number,
    decoded?: Decoded,
  ): void {
    this.maskedFields = 0;
    if (length < 0) this.show('null', source, start, -1);
    else if (this.part === 'key' && this.mask?.maskKey) this.withhold();
    else if (decoded) this.fillText(decoded);
    else if (source[start] === 0 && length > 0) {
      this.fillFramed(source, start, length);
    } else if (this.mask?.paths) this.fillMasked(source, start, length);
    else this.fillOpen(source, start, length);
  }

  /** A leading zero byte: written with a schema, or binary. */
  private fillFramed(source: Uint8Array, start: number, length: number): void {
    const id = this.registry && schemaIdOf(source, start, length);
    const found = id === undefined ? undefined : this.registry?.lookup(id);
    if (found?.ok) {
      const range = source.subarray(start + WIRE_HEAD_BYTES, start + length);
      const result = found.schema.decode(range);
      if (result.outcome === 'decoded') {
        this.fillText(result);
        return;
      }
    }
    this.fillRaw(source, start, length);
  }

  /** Nothing to hide: text is passed on unread, the browser reads what a person looks at. */
  private fillOpen(source: Uint8Array, start: number, length: number): void {
    if (isOpenText(source, start, length)) {
      this.show('unknown', source, start, length);
    } else this.fillBinary(source, start, length);
  }

  private fillMasked(source: Uint8Array, start: number, length: number): void {
    if (this.part === 'key' && isPlainText(source, start, length)) {
      this.show('unknown', source, start, length);
    } else if (looksLikeText(source, start, length)) {
      this.showMasked('json', source, start, length);
    } else this.fillBinary(source, start, length);
  }

  private fillBinary(source: Uint8Array, start: number, length: number): void {
    const range = source.subarray(start, start + length);
    for (const decoder of [messagePackDecoder, cborDecoder]) {
      const result = decoder.decode(range, CONTEXT);
      if (!(result instanceof Promise) && result.outcome === 'decoded') {
        this.fillText(result);
        return;
      }
    }
    this.fillRaw(source, start, length);
  }

  private fillRaw(source: Uint8Array, start: number, length: number): void {
    if (this.mask?.paths) this.withhold();
    else this.show('bytes', source, start, length);
  }

  private fillText({ encoding, text }: Decoded): void {
    const sink = this.decodedSink;
    sink.reset();
    sink.text(text);
    if (this.mask?.paths) {
      this.showMasked(encoding, sink.bytes, 0, sink.length);
    } else this.show(encoding, sink.bytes, 0, sink.length);
  }

  private showMasked(
    encoding: Encoding,
    source: Uint8Array,
    start: number,
    length: number,
  ): void {
    const paths = this.mask?.paths;
    const sink = this.maskedSink;
    const masked =
      paths && maskJson(source, start, start + length, paths, sink);
    if (masked === undefined) this.withhold();
    else if (masked === 0) this.show(encoding, source, start, length);
    else {
      this.maskedFields = masked;
      this.show(encoding, sink.bytes, 0, sink.length);
    }
  }

  private withhold(): void {
    this.show('withheld', EMPTY, 0, 0);
  }

  private show(
    encoding: Encoding,
    source: Uint8Array,
    start: number,
    length: number,
  ): void {
    this.encoding = CODE[encoding];
    this.source = source;
    this.start = start;
    this.bytes = length;
  }
}

const EMPTY = new Uint8Array(0);

/**
 * Position in ENCODINGS of a key or value that is passed on as it came where
 * nothing is to be hidden; -1 when it has to be decoded. Length -1 is null.
 */
export function codeUnread(
  source: Uint8Array,
  start: number,
  length: number,
): number {
  if (length < 0) return CODE.null;
  return isOpenText(source, start, length) ? CODE.unknown : -1;
}

/** JSON by its first byte, or text by those it begins with. Neither begins with a zero byte. */
function isOpenText(
  source: Uint8Array,
  start: number,
  length: number,
): boolean {
  const first = source[start];
  return (
    first === 0x7b || first === 0x5b || looksLikeText(source, start, length)
  );
}

/** Text that is not the beginning of JSON: an id, a name. */
function isPlainText(
  source: Uint8Array,
  start: number,
  length: number,
): boolean {
  const range = source.subarray(start, start + length);
  const first = range.find(byte => byte > 0x20);
  if (first === 0x7b || first === 0x5b || first === 0x22) return false;
  const result = textDecoder.decode(range, CONTEXT);
  return !(result instanceof Promise) && result.outcome === 'decoded';
}
