export * from './check';
export * from './reading';
export * from './topicHealth';
