/** How the value of a limit is written. */
export type LimitKind = 'duration' | 'share' | 'ratio' | 'count' | 'bytes';

/** A default as a person would write it, and what replaces it for some entities. */
export interface LimitDefault {
  kind: LimitKind;
  value: string;
  /** For entities of this tier. */
  prod?: string;
  dev?: string;
  /** For entities with the tag `realtime`. */
  realtime?: string;
}

const duration = (value: string, more: Partial<LimitDefault> = {}) =>
  ({ kind: 'duration', value, ...more }) satisfies LimitDefault;
const share = (value: string) =>
  ({ kind: 'share', value }) satisfies LimitDefault;
const ratio = (value: string) =>
  ({ kind: 'ratio', value }) satisfies LimitDefault;
const count = (value: string) =>
  ({ kind: 'count', value }) satisfies LimitDefault;

/** Every limit a check uses, by name. The last word of a name is what a page calls it. */
export const LIMIT_DEFAULTS: Readonly<Record<string, LimitDefault>> = {
  'lag.slo.warn': duration('60s', { realtime: '15s' }),
  'lag.slo.critical': duration('300s', { realtime: '60s' }),
  'lag.grace': duration('60s'),
  // Recovery that lasts a minute is one.
  'lag.clear': duration('60s'),
  'lag.falling-behind.horizon': duration('6h'),
  'lag.falling-behind.hold': duration('5min'),
  'lag.falling-behind.clear': duration('20min'),
  'lag.outlier.ratio': ratio('10'),
  'lag.outlier.hold': duration('5min'),
  'lag.headroom.ratio': ratio('1.2'),

  'retention.cliff.warn': share('50%'),
  'retention.cliff.critical': share('80%'),
  'retention.cliff.eta': duration('15min'),
  // A restart of a service in development is nobody's outage.
  'retention.outage': duration('24h', { dev: '0s' }),
  'timestamp.ahead': duration('60s'),

  'isr.at-min.hold': duration('2min'),
  // A rolling restart keeps each broker away for a minute or two.
  'isr.under-replicated.hold': duration('5min'),
  'leader.not-preferred.share': share('20%'),
  'leader.concentration.ratio': ratio('2'),
  'leader.hold': duration('10min'),
  'disk.runway.warn': duration('72h'),
  'disk.runway.critical': duration('24h'),
  'disk.free.warn': share('15%'),
  'disk.free.critical': share('5%'),
  'disk.hold': duration('10min'),

  'group.state.warn': duration('60s'),
  'group.state.critical': duration('5min'),
  'group.churn.warn': count('3'),
  'group.churn.critical': count('10'),
  'group.unassigned.hold': duration('2min'),
  'commit.none.hold': duration('5min'),
  'txn.hanging.warn': duration('5min'),
  // The longest transaction brokers allow unless they are told otherwise.
  'txn.hanging.critical': duration('15min'),

  'flow.silence.warn': ratio('3'),
  'flow.silence.critical': ratio('10'),
  'flow.silence.least': duration('60s'),
  'flow.rate-shift.hold': duration('5min'),
  'skew.rate.factor': ratio('3'),
  'skew.rate.share': share('90%'),
  'skew.size.ratio': ratio('5'),
  'skew.size.least': { kind: 'bytes', value: '100MiB' },
  'skew.unused.records': count('20'),
  'decode.failed.critical': share('5%'),
  'key.hot.share': share('20%'),
  'key.hot.least': count('500'),
  'size.near-max.warn': share('50%'),
  'size.near-max.critical': share('90%'),
  'size.near-max.least': count('200'),
  'dlq.growth.critical': share('1%'),
  'dlq.unowned.hold': duration('24h'),
  'mqtt.down.warn': duration('30s'),
  'mqtt.down.critical': duration('2min'),
  'bridge.shortfall.critical': share('10%'),
  'stage.off.warn': share('2%'),
  'stage.off.critical': share('10%'),

  'gateway.drops.share': share('1%'),
  'obs.age': ratio('3'),
  // A leader that stops hands over within seconds, one that dies within its session.
  'obs.frozen.hold': duration('30s'),
};

/** A limit that exists once somebody sets it: it declares a fact of a topic. */
interface DeclaredLimit {
  name: RegExp;
  kind: LimitKind;
}

const DECLARED: readonly DeclaredLimit[] = [
  {
    name: /^flow\.interval\.[\w.-]{1,249}$/,
    kind: 'duration',
  },
  {
    name: /^stage\.ratio\.[\w.-]{1,249}\/[\w.-]{1,249}$/,
    kind: 'ratio',
  },
  {
    name: /^bridge\.conservation\.[\w.-]{1,249}$/,
    kind: 'share',
  },
];

/** Kind of a limit; undefined for a name that no check asks for. */
export function kindOfLimit(name: string): LimitKind | undefined {
  if (Object.hasOwn(LIMIT_DEFAULTS, name)) return LIMIT_DEFAULTS[name].kind;
  return DECLARED.find(declared => declared.name.test(name))?.kind;
}
