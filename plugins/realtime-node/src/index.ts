/**
 * Seams of the realtime backend: what a record source, a batch of records and a
 * decoder are.
 *
 * @packageDocumentation
 */
export * from './RecordBatch';
export * from './RecordDecoder';
export * from './RecordSource';
export * from './extensionPoints';
