import { isLosslessNumber, parse } from 'lossless-json';
import {
  ENCODINGS,
  type Encoding,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordView } from '../Projector';

const STRUCTURED = new Set<Encoding>([
  'unknown',
  'json',
  'avro',
  'json-schema',
  'protobuf',
  'msgpack',
  'cbor',
]);
const isStructured = ENCODINGS.map(encoding => STRUCTURED.has(encoding));
const BACKSLASH = 92;
const BRACE_OPEN = 123;
const BRACE_CLOSE = 125;

/** What a path leads to. `unjudged`: the value is no JSON, so nothing can be said about its fields. */
export type FieldLookup =
  | { state: 'found'; value: unknown }
  | { state: 'absent' }
  | { state: 'unjudged' };

const UNJUDGED: FieldLookup = { state: 'unjudged' };
const ABSENT: FieldLookup = { state: 'absent' };

/** The value of the record in hand, parsed at most once however many clauses ask for fields. */
export class JsonValue {
  private view: RecordView | undefined;
  private parsed: { ok: true; value: unknown } | { ok: false } | undefined;

  use(view: RecordView): void {
    this.view = view;
    this.parsed = undefined;
  }

  /**
   * False only when the text surely lacks `needle`: no escapes are in it and
   * it has the shape of an object. Saves the parse for most records.
   */
  mayContain(
    includes: (source: Uint8Array, start: number, length: number) => boolean,
  ): boolean {
    const {
      valueSource: source,
      valueStart: start,
      valueBytes: length,
    } = this.view as RecordView;
    const isObject =
      length > 1 &&
      source[start] === BRACE_OPEN &&
      source[start + length - 1] === BRACE_CLOSE;
    if (!isObject || !this.isCandidate()) return true;
    return (
      includes(source, start, length) || hasBackslash(source, start, length)
    );
  }

  lookup(path: readonly string[]): FieldLookup {
    this.parsed ??= this.parse();
    if (!this.parsed.ok) return UNJUDGED;
    let value = this.parsed.value;
    for (const step of path) {
      if (
        typeof value !== 'object' ||
        value === null ||
        !Object.hasOwn(value, step)
      )
        return ABSENT;
      value = (value as Record<string, unknown>)[step];
    }
    return { state: 'found', value };
  }

  private isCandidate(): boolean {
    const view = this.view as RecordView;
    return view.valueBytes >= 0 && isStructured[view.valueEncoding];
  }

  private parse(): { ok: true; value: unknown } | { ok: false } {
    if (!this.isCandidate()) return { ok: false };
    const { valueSource, valueStart, valueBytes } = this.view as RecordView;
    const bytes = Buffer.from(
      valueSource.buffer,
      valueSource.byteOffset + valueStart,
      valueBytes,
    );
    return parseJson(bytes.toString('utf8'));
  }
}

/** Integers beyond 2^53 keep their digits; only text that has such a run of digits pays for it. */
function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return {
      ok: true,
      value: /\d{16}/.test(text) ? parse(text) : JSON.parse(text),
    };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false };
    throw error;
  }
}

/** Text of a field as a person would write it: strings bare, everything else as JSON. */
export function fieldText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isLosslessNumber(value)) return value.toString();
  return JSON.stringify(value);
}

/** A number, or text that is one; undefined for everything else. */
export function fieldNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (isLosslessNumber(value)) return Number(value.toString());
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const parsed = Number(value);
  return Number.isNaN(parsed) ? undefined : parsed;
}

function hasBackslash(
  source: Uint8Array,
  start: number,
  length: number,
): boolean {
  const at = source.indexOf(BACKSLASH, start);
  return at >= 0 && at < start + length;
}
