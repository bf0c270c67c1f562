export * from './analysisRun';
export * from './rollout';
export * from './rolloutControl';
export * from './sentences';
export * from './summary';
export * from './timeSeries';
