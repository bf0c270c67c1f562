import type { PlatformSpec } from './claimSpecs';
import { describeTopic, parseDuration } from './topics';

const PLATFORM: Pick<PlatformSpec, 'topics' | 'kafkaConfig'> = {
  topics: [
    { name: 'own', partitions: 12, retention: '7d', cleanupPolicy: 'compact' },
    { name: 'half', partitions: 1 },
  ],
  kafkaConfig: { topics: [], partitions: 6, retention: '1h' },
};

describe('topics of a claim', () => {
  it.each([
    ['500ms', 500],
    ['90s', 90_000],
    ['10m', 600_000],
    ['24h', 86_400_000],
    ['30d', 2_592_000_000],
  ])('reads %s as %d ms', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  it.each(['', 'h', '24', '1w', '-1h', '1.5h'])('refuses %p', text => {
    expect(() => parseDuration(text)).toThrow('no duration');
  });

  it('have settings of their own, those of the platform, or the usual ones', () => {
    expect(describeTopic('own', PLATFORM)).toEqual({
      topic: 'own',
      numPartitions: 12,
      replicationFactor: 1,
      configEntries: [
        { name: 'retention.ms', value: '604800000' },
        { name: 'cleanup.policy', value: 'compact' },
      ],
    });
    expect(describeTopic('half', PLATFORM)).toMatchObject({
      numPartitions: 1,
      configEntries: [{ name: 'retention.ms', value: '3600000' }],
    });
    expect(describeTopic('other', PLATFORM).numPartitions).toBe(6);
    expect(describeTopic('alone')).toMatchObject({
      numPartitions: 3,
      configEntries: [],
    });
  });
});
