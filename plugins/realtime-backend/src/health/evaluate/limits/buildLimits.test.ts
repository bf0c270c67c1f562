import type { CheckLimit } from '@backstage-realtime/plugin-realtime-common';
import { buildLimits, type LimitSources } from './buildLimits';
import { LIMIT_DEFAULTS } from './table';

const ANNOTATION = 'backstage-realtime.io/health-limits';

const build = (more: Partial<LimitSources> & { text?: string } = {}) => {
  const { text, ...sources } = more;
  return buildLimits({
    tier: 'prod',
    tags: [],
    ...(text !== undefined && { annotations: { [ANNOTATION]: text } }),
    ...sources,
  });
};

const ms = (value: number) => ({ kind: 'duration', ms: value });

it.each<[string, Parameters<typeof build>[0], string, Partial<CheckLimit>]>([
  [
    'a default',
    {},
    'lag.slo.warn',
    { value: ms(60_000), origin: 'default' } as CheckLimit,
  ],
  [
    'the tag',
    { tags: ['realtime'] },
    'lag.slo.warn',
    { value: ms(15_000), origin: 'tag', from: 'realtime' } as CheckLimit,
  ],
  [
    'the tag',
    { tags: ['realtime'] },
    'lag.slo.critical',
    { value: ms(60_000), origin: 'tag' } as CheckLimit,
  ],
  [
    'the lifecycle',
    { tier: 'dev', lifecycle: 'experimental' },
    'retention.outage',
    { value: ms(0), origin: 'lifecycle', from: 'experimental' } as CheckLimit,
  ],
  [
    'app-config over the tag',
    { tags: ['realtime'], config: { 'lag.slo.warn': '20s' } },
    'lag.slo.warn',
    {
      value: ms(20_000),
      origin: 'config',
      from: 'realtime.health.limits.lag.slo.warn',
    } as CheckLimit,
  ],
  [
    'a number of app-config',
    { config: { 'lag.outlier.ratio': 5 } },
    'lag.outlier.ratio',
    { value: { kind: 'ratio', ratio: 5 } } as CheckLimit,
  ],
  [
    'the annotation over app-config',
    { config: { 'lag.slo.warn': '20s' }, text: 'lag.slo.warn = 10 s' },
    'lag.slo.warn',
    { value: ms(10_000), origin: 'annotation', from: ANNOTATION } as CheckLimit,
  ],
  [
    'the later of two',
    { text: 'lag.grace=1min,lag.grace=2min' },
    'lag.grace',
    { value: ms(120_000), name: 'grace' } as CheckLimit,
  ],
  [
    'a share',
    { text: 'retention.cliff.warn=40 %' },
    'retention.cliff.warn',
    { value: { kind: 'share', share: 0.4 } } as CheckLimit,
  ],
  [
    'bytes',
    { text: 'skew.size.least=1GiB' },
    'skew.size.least',
    { value: { kind: 'bytes', bytes: 1024 ** 3 } } as CheckLimit,
  ],
  [
    'days',
    { text: 'retention.outage=7d' },
    'retention.outage',
    { value: ms(604_800_000) } as CheckLimit,
  ],
  [
    'what a topic is declared to do',
    { text: 'flow.interval.ping_topic=5s' },
    'flow.interval.ping_topic',
    { value: ms(5000) } as CheckLimit,
  ],
  [
    'a declared ratio',
    { text: 'stage.ratio.pong_topic/ping_topic=1' },
    'stage.ratio.pong_topic/ping_topic',
    { value: { kind: 'ratio', ratio: 1 } } as CheckLimit,
  ],
])('takes %s', (_, sources, limit, expected) => {
  const { limits, problems } = build(sources);
  expect(limits.get(limit)).toMatchObject(expected);
  expect(problems).toEqual([]);
});

it.each([
  [
    'lag.slo.warn',
    `${ANNOTATION} has "lag.slo.warn"; the right form is lag.slo.warn= and a value like 15s, 5min, 6h or 2d`,
  ],
  [
    'lag.slo.warn=soon',
    `${ANNOTATION} has "lag.slo.warn=soon"; the right form is lag.slo.warn= and a value like 15s, 5min, 6h or 2d`,
  ],
  [
    'lag.slo.warn=15',
    `${ANNOTATION} has "lag.slo.warn=15"; the right form is lag.slo.warn= and a value like 15s, 5min, 6h or 2d`,
  ],
  [
    'lag.slo.warn=-5s',
    `${ANNOTATION} has "lag.slo.warn=-5s"; the right form is lag.slo.warn= and a value like 15s, 5min, 6h or 2d`,
  ],
  [
    'lag.slo.warn=15%',
    `${ANNOTATION} has "lag.slo.warn=15%"; the right form is lag.slo.warn= and a value like 15s, 5min, 6h or 2d`,
  ],
  [
    'group.churn.warn=2.5',
    `${ANNOTATION} has "group.churn.warn=2.5"; the right form is group.churn.warn= and a value like 10`,
  ],
  [
    'lag.warn=15s',
    `${ANNOTATION} has "lag.warn=15s"; no check has this limit; the right form is lag.slo.warn=15s`,
  ],
  [
    'constructor=1',
    `${ANNOTATION} has "constructor=1"; no check has this limit; the right form is lag.slo.warn=15s`,
  ],
])(
  'says what is wrong with "%s" and keeps the other parts',
  (part, problem) => {
    const { limits, problems } = build({ text: `lag.grace=2min, ${part}` });
    expect(problems).toEqual([problem]);
    expect(limits.get('lag.grace').origin).toBe('annotation');
    expect(limits.get('lag.slo.warn').origin).toBe('default');
  },
);

it('says what is wrong with app-config', () => {
  expect(build({ config: { 'lag.grace': 'x' } }).problems).toEqual([
    'app-config has realtime.health.limits.lag.grace: x; the right form is lag.grace= and a value like 15s, 5min, 6h or 2d',
  ]);
});

it('says when the critical limit is below the one that warns', () => {
  expect(build({ text: 'lag.slo.warn=10min' }).problems).toEqual([
    `lag.slo.warn (from ${ANNOTATION}) is above lag.slo.critical (from default); set both, the smaller one as warn`,
  ]);
});

it('reads no more than a hundred parts', () => {
  const text = Array.from({ length: 101 }, () => 'lag.grace=1min').join(',');
  expect(build({ text }).problems).toEqual([
    `${ANNOTATION} has "lag.grace=1min"; only 100 parts are read`,
  ]);
});

it.each(Object.keys(LIMIT_DEFAULTS))('has a value for %s', limit => {
  expect(build().limits.get(limit).value.kind).toBe(LIMIT_DEFAULTS[limit].kind);
});

it('refuses a limit that does not exist, as it is a slip in the code', () => {
  expect(() => build().limits.get('lag.nothing')).toThrow('lag.nothing');
  expect(build().limits.find('flow.interval.x')).toBeUndefined();
});
