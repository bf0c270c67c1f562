/**
 * What tests and dev pages of other packages need: builders, a clock, a page,
 * and the api in memory. Nothing here needs Node.
 *
 * @packageDocumentation
 */
export * from './buildBatch';
export * from './FakeRealtimeApi';
export * from './frames';
export * from './scenario';
export * from './ScriptedStream';
export * from './TestClock';
export * from './TestScheduler';
export * from './until';
