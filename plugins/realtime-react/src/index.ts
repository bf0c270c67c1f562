/**
 * Client, store, hooks and components with which a page shows live records.
 *
 * @packageDocumentation
 */
export * from './api/RealtimeApi';
export * from './store/RecordStream';
export * from './store/StreamSnapshot';
