export * from './CanaryView';
export type { ChosenMeasurement } from './RolloutDetail';
export type { ChosenMetric } from './analysis/AnalysisPanel';
export { type MetricDrawerProps, MetricDrawer } from './analysis/MetricDrawer';
export * from './card/CanaryCardBody';
export * from './control/ControlDialog';
export * from './state/CanaryStatePanel';
export { serverNow, shownCanary } from './state/canaryState';
export * from './text/CanaryClock';
