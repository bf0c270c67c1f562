export * from './brand';
export * from './gap';
export * from './health';
export * from './offset';
export * from './record';
export * from './startPosition';
export * from './stream';
export * from './streamFilter';
