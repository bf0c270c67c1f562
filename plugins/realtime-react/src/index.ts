/**
 * Client, store, hooks and components with which a page shows live records.
 *
 * @packageDocumentation
 */
export * from './api/CreateApi';
export * from './api/CreateClient';
export * from './api/RealtimeApi';
export * from './api/RealtimeClient';
export * from './api/RolloutApi';
export * from './api/TopicHealthApi';
export { systemClock, type Clock } from './client/Clock';
export { HttpRefusal } from './client/httpRefusal';
export type { SessionStorage } from './client/TransportChooser';
export type {
  WebSocketConstructor,
  WebSocketLike,
} from './client/WebSocketTransport';
export * from './components';
export * from './decoding/parseJsonTree';
export * from './decoding/projectField';
export * from './decoding/readValue';
export * from './hooks/useCanary';
export * from './hooks/useDeclaredStreams';
export * from './hooks/useInspect';
export * from './hooks/useRecordStream';
export * from './hooks/useRecordTrace';
export { type OpenStateStream } from './hooks/useStateStream';
export * from './hooks/useTopicHealth';
export * from './hooks/useLoad';
export * from './store/RecordStream';
export * from './store/Scheduler';
export type {
  StreamFrame,
  StreamLink,
  StreamSink,
  StreamWish,
} from './store/StreamPort';
export * from './store/StateStream';
export * from './store/StreamSnapshot';
export {
  DEFAULT_WINDOW_BOUNDS,
  type WindowBounds,
} from './store/WindowBuilder';
