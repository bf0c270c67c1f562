import { DEFAULT_KAFKA_LIMITS } from '../limits';
import { buildBatch } from '../testUtils/buildBatch';
import { createCursor } from './PartitionCursor';
import { takeFetched } from './takeFetched';

const MIB = 1_048_576;
const limits = {
  ...DEFAULT_KAFKA_LIMITS,
  maxPartitionBytes: MIB,
  maxFetchBytes: 4 * MIB,
};

function aCursor() {
  const range = { low: 0n, high: 100n };
  return createCursor(0, 0n, range, limits.maxPartitionBytes);
}

function fetched(bytes: Buffer) {
  return {
    partition: 0,
    errorCode: 0,
    highWatermark: 100n,
    lastStable: 100n,
    low: 0n,
    aborted: [],
    bytes,
  };
}

const first = buildBatch({ records: [{ value: 'a' }] });
const second = buildBatch({ baseOffset: 1, records: [{ value: 'b' }] });

describe('takeFetched', () => {
  it('asks for a whole answer after a share that ends in a cut-off batch', () => {
    const cursor = aCursor();
    const cut = second.subarray(0, second.length - 1);
    takeFetched(cursor, fetched(Buffer.concat([first, cut])), limits, 0);
    expect(cursor).toMatchObject({ position: 1n, fetchBytes: 4 * MIB });
  });

  it('goes back to a small share once a share ends with its batch', () => {
    const cursor = { ...aCursor(), fetchBytes: 4 * MIB };
    takeFetched(cursor, fetched(Buffer.concat([first, second])), limits, 0);
    expect(cursor).toMatchObject({ position: 2n, fetchBytes: MIB });
  });
});
