export * from './card/TopicHealthCardBody';
export { buildFlows } from './flow/buildFlows';
export type { Flow, FlowHop, FlowNode, FlowStop } from './flow/Flow';
export * from './flow/FlowPanel';
export * from './text/HealthReader';
export * from './text/ageText';
export type { FindingPart } from './text/findingParts';
export * from './verdict/PanelHead';
export * from './state/CheckedLine';
export { healthAge } from './state/healthState';
export * from './state/HealthStatePanel';
export * from './overview/OverviewFilters';
export {
  countRows,
  filterRows,
  sortRows,
  verdictOf,
  withVerdicts,
  type OwnedClaim,
  type OwnedFilter,
  type OwnedRow,
} from './overview/ownedRows';
export * from './overview/OwnedTable';
export * from './strip/PartitionStrip';
export { type ChecksTableProps, ChecksTable } from './tables/ChecksTable';
export { type GroupsTableProps, GroupsTable } from './tables/GroupsTable';
export { type TopicsTableProps, TopicsTable } from './tables/TopicsTable';
export * from './TopicHealthView';
export * from './verdict/VerdictMark';
export * from './verdict/VerdictPanel';
export * from './why/WhyDrawer';
