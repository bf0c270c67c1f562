import { askForRevisions } from './askForRevisions';
import { shippedQuerySets } from './defaultQuerySets';
import { readTemplate } from './QueryTemplate';

const NAMES = { namespace: 'demo', rollout: 'counter' };
const split = readTemplate('sum(x{pod=~"${rollout}-${hash}-.+"})');

describe('a query for both revisions', () => {
  it('is one, in which each side carries its role', () => {
    const revisions = { stable: 'aaa', canary: 'bbb' };
    expect(askForRevisions(split, NAMES, revisions)).toBe(
      'label_replace(sum(x{pod=~"counter-bbb-.+"}), "realtime_role", "canary", "__name__", ".*")' +
        ' or label_replace(sum(x{pod=~"counter-aaa-.+"}), "realtime_role", "stable", "__name__", ".*")',
    );
  });

  it('asks for stable alone once the canary is promoted', () => {
    const query = askForRevisions(split, NAMES, { stable: 'a', canary: 'a' });
    expect(query).toContain('"stable"');
    expect(query).not.toContain('"canary"');
  });

  it('asks once where the query tells no revision apart', () => {
    const whole = readTemplate('sum(x{namespace="${namespace}"})');
    expect(askForRevisions(whole, NAMES, {})).toBe('sum(x{namespace="demo"})');
  });

  it('is none while no revision is known, or one is no hash', () => {
    expect(askForRevisions(split, NAMES, {})).toBeUndefined();
    const odd = { stable: 'a', canary: 'b"}' };
    expect(askForRevisions(split, NAMES, odd)).toBeUndefined();
  });

  it.each([...shippedQuerySets(60_000)])(
    'can be made of every query of the shipped set %s',
    (_, set) => {
      expect([...set.keys()]).toEqual([
        'request-rate',
        'error-share',
        'latency-p95',
        'cpu',
        'consumer-lag',
        'connections',
      ]);
      for (const { expr } of set.values()) {
        const template = readTemplate(expr);
        const query = askForRevisions(template, NAMES, { stable: 'aaa' });
        expect(query).toContain('pod=~"counter-aaa-.+"');
        expect(query).not.toContain('${');
      }
    },
  );
});
