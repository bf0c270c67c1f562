export * from './band/HonestyBand';
export * from './band/PartitionBars';
export * from './band/Sparkline';
export * from './bar/Key';
export * from './bar/KeyHelp';
export * from './bar/MaskChip';
export * from './bar/PauseButton';
export * from './bar/StreamPicker';
export * from './card/cardFacts';
export * from './card/LiveCardBody';
export type { FieldAction, FieldPlot } from './detail/FieldTree';
export * from './detail/InspectedRecord';
export * from './detail/RecordDetail';
export type { RecordTrace, TraceStep } from './detail/RecordTrace';
export * from './detail/ResizeHandle';
export * from './format/numbers';
export * from './format/times';
export * from './health';
export * from './query/ClauseEditor';
export * from './query/clauseText';
export * from './query/QuerySentence';
export * from './query/StreamQuery';
export { previousOfKey } from './record/diff';
export * from './record/knownNames';
export { fieldText, headerText } from './record/preview';
export { undecodedAround, type UndecodedFacts } from './record/undecoded';
export type { TraceId } from './record/traceId';
export {
  bandFacts,
  type BandFacts,
  type Tone,
  type ViewContext,
} from './state/bandFacts';
export * from './state/panelFacts';
export * from './state/StatePanel';
export * from './state/StreamIcon';
export * from './state/viewState';
export type { ExtraColumn } from './table/columns';
export { MAX_EXTRA_COLUMNS } from './table/columns';
export { gapText } from './table/EventRow';
export * from './table/RecordTable';
export * from './view/RealtimeView';
export * from './words/messages';
export * from './words/WordsContext';
