import { CompressionTypes } from 'kafkajs';
import { buildBatch } from '../testUtils/buildBatch';
import type { KafkaFixture } from '../testUtils/KafkaFixture';
import { numbers } from '../testUtils/numbers';

/** Records of every codec, number and size arrive as they were written. */
export function recordContentsContract(kafka: () => KafkaFixture): void {
  describe('record contents', () => {
    it.each([
      ['gzip', CompressionTypes.GZIP],
      ['snappy', CompressionTypes.Snappy],
      ['lz4', CompressionTypes.LZ4],
      ['zstd', CompressionTypes.ZSTD],
    ])('reads what was written with %s', async (_, compression) => {
      const topic = await kafka().createTopic();
      const messages = numbers(0, 1_000).map(value => ({ value }));
      await kafka().send(topic, messages, compression);

      const reading = kafka().read(topic, {
        from: { at: 'earliest' },
        end: 'high-watermark',
      });
      await reading.end();

      expect(reading.values).toEqual(numbers(0, 1_000));
      expect(reading.gaps).toEqual([]);
    });

    it('reads 130,000 records of one batch', async () => {
      const topic = await kafka().createTopic();
      const records = Array.from({ length: 130_000 }, () => ({ value: 'x' }));
      const times = { baseTimestampMs: Date.now(), maxTimestampMs: Date.now() };
      const batch = buildBatch({ codec: 'gzip', records, ...times });
      expect(await kafka().sendBatch(topic, batch)).toBe(0);

      const reading = kafka().read(topic, {
        from: { at: 'earliest' },
        end: 'high-watermark',
      });
      await reading.end();

      expect(reading.count).toBe(130_000);
    }, 30_000);

    it('reads extreme records as they are', async () => {
      const topic = await kafka().createTopic();
      const invalid = Buffer.from([0xff, 0xc3, 0x28, 0]);
      const large = Buffer.alloc(1_000_000, 7);
      const headers = Object.fromEntries(
        numbers(0, 1_000).map(i => [`h${i}`, i]),
      );
      await kafka().send(topic, [{ key: null, value: null }]);
      await kafka().send(topic, [{ key: invalid, value: invalid, headers }]);
      await kafka().send(topic, [{ key: 'large', value: large }]);

      const reading = kafka().read(topic, {
        from: { at: 'earliest' },
        end: 'high-watermark',
      });
      await reading.end();

      const [nothing, odd, big] = reading.records;
      expect(nothing).toMatchObject({ key: null, value: null });
      expect(odd).toMatchObject({ key: invalid, value: invalid });
      expect(odd.headers).toHaveLength(1_000);
      expect(odd.headers[999]).toEqual(['h999', '999']);
      expect(big.value?.equals(large)).toBe(true);
    });
  });
}
