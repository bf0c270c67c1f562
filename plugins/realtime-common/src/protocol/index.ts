export * from './batch';
export * from './batchReader';
export * from './closeCodes';
export * from './commands';
export * from './frames';
export * from './headerBlock';
export * from './http';
export * from './resumePosition';
