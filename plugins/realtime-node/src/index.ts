/**
 * Seams of the realtime backend: what a record source, a batch of records and a
 * decoder are; and the Kubernetes clusters of app-config.
 *
 * @packageDocumentation
 */
export * from './RecordBatch';
export * from './RecordDecoder';
export * from './RecordSource';
export * from './extensionPoints';
export * from './kubernetes';
