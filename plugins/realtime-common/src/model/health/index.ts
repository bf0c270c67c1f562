export * from './check';
export * from './formatValue';
export * from './reading';
export * from './sentences';
export { type FlowReader, type FlowTopic, type SummaryFlow } from './flow';
export * from './summary';
export * from './topicHealth';
