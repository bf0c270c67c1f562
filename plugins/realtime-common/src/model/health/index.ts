export * from './check';
export * from './formatValue';
export * from './reading';
export * from './sentences';
export * from './summary';
export * from './topicHealth';
