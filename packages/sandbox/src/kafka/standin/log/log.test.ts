import { computeCrc32c } from './crc32c';
import { parseBatchHeader } from './batchHeader';
import { encodeBatch } from './encodeBatch';
import { PartitionLog } from './PartitionLog';

describe('computeCrc32c', () => {
  it.each([
    ['', 0],
    ['123456789', 0xe3069283],
    ['a', 0xc1d04330],
  ])('of %p is the published value', (text, crc) => {
    expect(computeCrc32c(Buffer.from(text))).toBe(crc);
  });
});

describe('PartitionLog', () => {
  const at = (...times: number[]) =>
    times.map(timestampMs => ({ value: 'v', timestampMs }));

  it.each(['none', 'gzip'] as const)(
    'finds the first record at or after a time in a %s batch',
    codec => {
      const log = new PartitionLog(1_000_000);
      log.append(encodeBatch(at(1_000, 5_000_000_000, 3_000), { codec }));
      log.append(encodeBatch(at(6_000_000_000), { codec }));
      expect(log.findByTime(0)).toEqual({ offset: 0, timestampMs: 1_000 });
      expect(log.findByTime(1_001)).toMatchObject({ offset: 1 });
      expect(log.findByTime(5_000_000_001)).toMatchObject({ offset: 3 });
      expect(log.findByTime(6_000_000_001)).toBeUndefined();
    },
  );

  it('stores nothing of an append when one of its batches is damaged', () => {
    const log = new PartitionLog(1_000_000);
    const damaged = encodeBatch(at(1));
    damaged[damaged.length - 1] ^= 1;
    const both = Buffer.concat([encodeBatch(at(1)), damaged]);
    expect(log.append(both)).toBeUndefined();
    expect(log.endOffset).toBe(0);
  });

  it('keeps the newest batch even when it alone is over the bound', () => {
    const log = new PartitionLog(10);
    log.append(encodeBatch(at(1)));
    log.append(encodeBatch(at(2)));
    expect(log).toMatchObject({ startOffset: 1, endOffset: 2 });
    expect(log.read(1, 1_000)).toHaveLength(1);
  });

  it('hands out stored bytes without copying them', () => {
    const log = new PartitionLog(1_000_000);
    log.append(encodeBatch(at(1)));
    expect(log.read(0, 1_000)[0]).toBe(log.read(0, 1_000)[0]);
  });

  it('moves its start forward only, and never past its end', () => {
    const log = new PartitionLog(1_000_000);
    log.append(encodeBatch(at(1, 2, 3)));
    log.trimBefore(2);
    log.trimBefore(1);
    expect(log.startOffset).toBe(2);
    log.trimBefore(99);
    expect(log).toMatchObject({ startOffset: 3, sizeBytes: 0 });
  });

  it('reads as damaged whatever is cut short', () => {
    const batch = encodeBatch(at(1, 2));
    for (let length = 0; length < batch.length; length += 1) {
      expect(parseBatchHeader(batch.subarray(0, length))).toBeUndefined();
    }
  });
});
