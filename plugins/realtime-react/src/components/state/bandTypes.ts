import type { Zone } from '../format/times';
import type { Words } from '../words/WordsContext';
import type { StreamIconName } from './StreamIcon';

/** Where and when a view is read. @public */
export interface ViewContext {
  /** Name of the topic, filter or endpoint. */
  title: string;
  /** Name of the cluster, broker or endpoint in app-config. */
  system: string;
  nowMs: number;
  zone: Zone;
  words: Words;
}

/** Tone of a state; only `warning` and `critical` colour their word. @public */
export type Tone = 'plain' | 'muted' | 'warning' | 'critical';

/** The honesty line: state first, then numbers in a fixed order. @public */
export interface BandFacts {
  icon: StreamIconName;
  tone: Tone;
  state: string;
  numbers: string[];
  second: string;
}
