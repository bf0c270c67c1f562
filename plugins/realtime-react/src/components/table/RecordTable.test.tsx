import { render, screen } from '@testing-library/react';
import { WindowBuilder } from '../../store/WindowBuilder';
import type { RowWindow } from '../../store/StreamSnapshot';
import { aBatch, aRecord } from '../../testUtils/buildBatch';
import { RecordTable } from './RecordTable';

/** Height and width of every element: the test browser lays nothing out. */
const SIZES = { offsetHeight: 280, offsetWidth: 1_100, clientHeight: 280 };

for (const [name, value] of Object.entries(SIZES)) {
  Object.defineProperty(HTMLElement.prototype, name, {
    configurable: true,
    get: () => value,
  });
}

/** Rows on screen, those drawn above and below, and those the width of the offsets is measured by. */
const READ_AT_MOST = 10 + 2 * 8 + 2 + 50;

function fill(builder: WindowBuilder, from: number, count: number) {
  const records = Array.from({ length: count }, (_, i) =>
    aRecord({ offset: from + i }),
  );
  builder.appendBatch(aBatch(records, { sequence: from }));
}

/** The window, noting which rows are read. */
function watched(rows: RowWindow) {
  const read = new Set<number>();
  const at = (index: number) => {
    read.add(index);
    return rows.at(index);
  };
  const indexOf = (id: string) => rows.indexOf(id);
  const { length, bytes, maxRows, maxBytes } = rows;
  return { read, rows: { length, bytes, maxRows, maxBytes, at, indexOf } };
}

function table(rows: RowWindow) {
  return (
    <RecordTable
      rows={rows}
      zone="utc"
      columns={[]}
      onSelect={() => undefined}
      onRemoveColumn={() => undefined}
    />
  );
}

/** By text: to find the roles of a full table takes longer than to draw it. */
function expectOffset(offset: string) {
  expect(screen.getByText(offset)).toBeInTheDocument();
}

describe('the table of records', () => {
  it('reads the rows it draws and no others, however many the window holds', () => {
    const builder = WindowBuilder.create();
    fill(builder, 0, 5_000);
    const first = watched(builder.build());
    const { rerender } = render(table(first.rows));
    expectOffset('4 999');
    expect(first.read.size).toBeLessThanOrEqual(READ_AT_MOST);

    fill(builder, 5_000, 1_000);
    const second = watched(builder.build());
    rerender(table(second.rows));
    expect(second.read.size).toBeGreaterThan(0);
    expect(second.read.size).toBeLessThanOrEqual(READ_AT_MOST);
    expectOffset('5 999');
  });
});
