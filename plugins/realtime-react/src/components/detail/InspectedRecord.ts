import type { InspectResponse } from '@backstage-realtime/plugin-realtime-common';

/** The record in full, as far as it came. @public */
export type InspectedRecord =
  | { state: 'loading' }
  | { state: 'loaded'; response: InspectResponse }
  | { state: 'failed'; message: string; code?: string };

/** Views of one record, in the order of the tabs. @public */
export const DETAIL_TABS = [
  'tree',
  'text',
  'raw',
  'report',
  'headers',
  'diff',
  'trace',
] as const;

/** One tab of an opened record. @public */
export type DetailTab = (typeof DETAIL_TABS)[number];
