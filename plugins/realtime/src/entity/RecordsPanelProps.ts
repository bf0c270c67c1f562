import type { StreamListing } from '@backstage-realtime/plugin-realtime-common';
import type {
  PanelContext,
  RecordStream,
  RecordTableHandle,
  StreamSnapshot,
} from '@backstage-realtime/plugin-realtime-react';
import type { RefObject } from 'react';
import type { PageAddress } from '../address/address';
import type { Selection } from './useSelection';

/** What the rows and the detail beside them draw, and what they change. */
export interface RecordsPanelProps {
  snapshot: StreamSnapshot;
  stream?: RecordStream;
  listing: StreamListing;
  /** All streams of the entity, this one included. */
  streams: StreamListing[];
  entityRef: string;
  ownerRef?: string;
  context: PanelContext;
  address: PageAddress;
  selection: Selection;
  /** Name of the mask policy the records are shown under. */
  policy?: string;
  isUnmasked: boolean;
  tableRef: RefObject<RecordTableHandle>;
  onChange(part: Partial<PageAddress>): void;
  onHelp(): void;
}
