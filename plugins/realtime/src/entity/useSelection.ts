import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import {
  DETAIL_TABS,
  rowDomId,
  type DetailTab,
  type RowWindow,
} from '@backstage-realtime/plugin-realtime-react';
import { useState } from 'react';
import type { PageAddress, RecordPlace } from '../address/address';
import { useRowOf, type RecordRow } from './useRowOf';

/** The selected record, by its place in the address, and where it stands in the window. */
export interface Selection {
  place?: RecordPlace;
  /** Its row while the window holds it. */
  row?: RecordRow;
  isOpen: boolean;
  tab: DetailTab;
  select(id: string): void;
  /** Next older (1) or newer (-1) record. */
  move(by: 1 | -1): void;
  moveTab(by: 1 | -1): void;
  setTab(tab: DetailTab): void;
  toggleDetail(): void;
  /** Opens the detail on this tab, of the newest record when none is selected; a second time goes back. */
  toggleTab(tab: DetailTab): void;
  close(): void;
}

/** Selection as part of the address: a link to the page is a link to its record. */
export function useSelection(
  rows: RowWindow,
  address: PageAddress,
  onChange: (part: Partial<PageAddress>) => void,
): Selection {
  const { record: place } = address;
  const [isFolded, setIsFolded] = useState(false);
  const row = useRowOf(rows, place);
  const show = (next: RecordRow, tab = tabFor(next.record, address.tab)) => {
    const { partition, offset } = next.record;
    onChange({ record: { partition, offset }, tab });
  };
  const tab = address.tab ?? defaultTab(row?.record);
  return {
    place,
    row,
    isOpen: place !== undefined && !isFolded,
    tab,
    select: id => {
      const next = rows.at(rows.indexOf(id));
      setIsFolded(false);
      if (next?.kind === 'record') show(next);
    },
    move: by => {
      const next = neighbour(rows, row?.id, by);
      if (next) show(next);
    },
    moveTab: by => {
      const count = DETAIL_TABS.length;
      const at = (DETAIL_TABS.indexOf(tab) + by + count) % count;
      if (place) onChange({ tab: DETAIL_TABS[at] });
    },
    setTab: next => onChange({ tab: next }),
    toggleDetail: () => {
      const first = place ? undefined : neighbour(rows, undefined, 1);
      if (first) show(first);
      setIsFolded(place ? !isFolded : false);
    },
    toggleTab: wanted => {
      setIsFolded(false);
      const first = place ? undefined : neighbour(rows, undefined, 1);
      if (first) show(first, wanted);
      else if (place) onChange({ tab: tab === wanted ? undefined : wanted });
    },
    close: () => {
      onChange({ record: undefined, tab: undefined });
      if (row) document.getElementById(rowDomId(row.id))?.focus();
    },
  };
}

/** A record nobody could decode opens on its report; else the tab stays. */
function tabFor(record: ViewedRecord, tab?: DetailTab): DetailTab | undefined {
  if (!isDecoded(record)) return 'report';
  return tab === 'report' ? undefined : tab;
}

/** The tab of a record whose address names none. */
export function defaultTab(record?: ViewedRecord): DetailTab {
  return !record || isDecoded(record) ? 'tree' : 'report';
}

/** Under a mask policy a value that cannot be decoded is kept back. */
function isDecoded({ valueEncoding }: ViewedRecord): boolean {
  return valueEncoding !== 'bytes' && valueEncoding !== 'withheld';
}

/** Next record row in a direction; from the top without a row. */
export function neighbour(
  rows: RowWindow,
  id: string | undefined,
  by: 1 | -1,
): RecordRow | undefined {
  let at = id === undefined ? -1 : rows.indexOf(id);
  if (at < 0 && by < 0) return undefined;
  for (at += by; at >= 0 && at < rows.length; at += by) {
    const row = rows.at(at);
    if (row?.kind === 'record') return row;
  }
  return undefined;
}
