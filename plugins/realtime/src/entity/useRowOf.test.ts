import type { RowWindow } from '@backstage-realtime/plugin-realtime-react';
import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { renderHook } from '@testing-library/react';
import type { RecordPlace } from '../address/address';
import { useRowOf } from './useRowOf';

let looks = 0;

/** Records of partition 0 from the newest offset down to the oldest. */
function windowOf(newest: number, oldest: number): RowWindow {
  const length = newest - oldest + 1;
  const indexOf = (id: string) => {
    const index = newest - Number(id.slice('row-'.length));
    return index >= 0 && index < length ? index : -1;
  };
  const at = (index: number) => {
    looks += 1;
    const offset = newest - index;
    if (offset < oldest || offset > newest) return undefined;
    const record = { partition: 0, offset: `${offset}` } as ViewedRecord;
    return { kind: 'record' as const, id: `row-${offset}`, record };
  };
  return { length, at, indexOf, bytes: 0, maxRows: 5_000, maxBytes: 0 };
}

const at = (offset: number) =>
  ({ partition: 0, offset: `${offset}` }) as RecordPlace;

function setUp(rows: RowWindow, place: RecordPlace | undefined) {
  looks = 0;
  return renderHook(props => useRowOf(props.rows, props.place), {
    initialProps: { rows, place },
  });
}

describe('the row of a place', () => {
  it('is found in the window, found in later windows without a search, and gone with its row', () => {
    const { result, rerender } = setUp(windowOf(4_999, 0), at(10));
    expect(result.current?.id).toBe('row-10');
    looks = 0;
    rerender({ rows: windowOf(5_005, 6), place: at(10) });
    expect(result.current?.id).toBe('row-10');
    expect(looks).toBe(0);
    rerender({ rows: windowOf(5_020, 21), place: at(10) });
    expect(result.current).toBeUndefined();
  });

  it('is looked for in rows that are new only, once it is not in the window', () => {
    const { result, rerender } = setUp(windowOf(4_999, 0), at(5_100));
    expect(result.current).toBeUndefined();
    looks = 0;
    rerender({ rows: windowOf(5_049, 50), place: at(5_100) });
    expect(looks).toBeLessThan(60);
    rerender({ rows: windowOf(5_149, 150), place: at(5_100) });
    expect(result.current?.id).toBe('row-5100');
  });

  it('is looked for anew when the place changes, and when the window was replaced', () => {
    const { result, rerender } = setUp(windowOf(100, 0), at(7));
    rerender({ rows: windowOf(100, 0), place: at(8) });
    expect(result.current?.id).toBe('row-8');
    rerender({ rows: windowOf(9_000, 8_000), place: at(8_500) });
    expect(result.current?.id).toBe('row-8500');
    rerender({ rows: windowOf(9_000, 8_000), place: undefined });
    expect(result.current).toBeUndefined();
  });

  it('is none in an empty window, and found when it comes', () => {
    const { result, rerender } = setUp(windowOf(-1, 0), at(0));
    expect(result.current).toBeUndefined();
    rerender({ rows: windowOf(0, 0), place: at(0) });
    expect(result.current?.id).toBe('row-0');
  });
});
