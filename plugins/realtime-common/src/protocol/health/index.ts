export type { PackedCell, PackedColumn, PackedTable } from './columns';
export * from './packed';
export { packTopicHealth, packTopicHealthBySteps } from './packHealth';
export type { PackedSeries } from './series';
export { unpackTopicHealth } from './unpackHealth';
