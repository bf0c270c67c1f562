export type { GatewayAuditEvent, StopReason, WatchedStream } from './audit';
export { Gateway, type GatewayOptions, type GatewayStats } from './Gateway';
export { readListenPort } from './upgrade/serverDiscovery';
export { provideRealtimeServer } from './upgrade/serverRegistry';
export type { UpgradeServer } from './upgrade/UpgradeRouter';
