import { formatFinding } from '../health/sentences';
import { CANARY_SENTENCES } from './sentences';

describe('sentences about a rollout', () => {
  it('are written with their values', () => {
    expect(
      formatFinding({
        sentence: 'canary.aborted.limit',
        values: {
          at: { kind: 'time', atMs: 0 },
          metric: { kind: 'name', text: 'cpu-usage-rate' },
          value: { kind: 'number', value: 0.6 },
          limit: { kind: 'number', value: 0.5 },
        },
      }),
    ).toBe(
      'Aborted at 1970-01-01 00:00 UTC: cpu-usage-rate was 0.6, the limit is 0.5',
    );
  });

  it('take the words for one where the count is one', () => {
    expect(
      formatFinding({
        sentence: 'canary.pods.stuck',
        values: {
          count: { kind: 'count', count: 1 },
          pod: { kind: 'name', text: 'a' },
          reason: { kind: 'name', text: 'ImagePullBackOff' },
        },
      }),
    ).toBe('a does not run: ImagePullBackOff');
  });

  it('are all of the canary, and none ends like a paragraph', () => {
    for (const [key, sentence] of Object.entries(CANARY_SENTENCES)) {
      expect(key).toMatch(/^canary\./);
      expect(sentence).not.toMatch(/\.$/);
    }
  });
});
