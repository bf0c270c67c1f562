import type { DecodeResult } from '@backstage-realtime/plugin-realtime-node';

export type SchemaType = 'AVRO' | 'JSON' | 'PROTOBUF';

/** A schema as the registry answers it, with the schemas it refers to in the order they must be known. */
export interface RegisteredSchema {
  id: number;
  type: SchemaType;
  text: string;
  references: Array<{ name: string; text: string }>;
}

/** A schema made ready: reads the bytes after the head of the wire format. Never throws. */
export interface CompiledSchema {
  readonly decoder: 'avro' | 'json-schema' | 'protobuf';
  decode(bytes: Uint8Array): DecodeResult;
  /** How a decoded text breaks the schema, in words; undefined when it keeps to it or nothing is checked. */
  violation?(text: string): string | undefined;
}

/** Bounds of what a registry may answer. */
export const REGISTRY_LIMITS = {
  /** Characters of one answer. */
  schemaChars: 1024 * 1024,
  /** Schemas one schema may bring along. */
  references: 50,
  /** Schemas kept ready for each system; the one used longest ago goes first. */
  schemas: 500,
  /** Schemas asked for on behalf of one batch; the rest waits for the next. */
  idsPerBatch: 32,
  /** How long an id stays unknown before the registry is asked again. */
  unknownMs: 60_000,
  /** Bounds of the wait before a silent registry is asked again. */
  retryMinMs: 1_000,
  retryMaxMs: 60_000,
} as const;
