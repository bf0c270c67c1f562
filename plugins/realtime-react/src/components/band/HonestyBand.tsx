import type { StatsFrame } from '@backstage-realtime/plugin-realtime-common';
import type { StreamSnapshot } from '../../store/StreamSnapshot';
import {
  formatCount,
  formatRate,
  formatShare,
  formatSpan,
} from '../format/numbers';
import { bandFacts } from '../state/bandFacts';
import type { ViewContext } from '../state/bandTypes';
import { StreamIcon } from '../state/StreamIcon';
import { isMeasured, silentForMs } from '../state/viewState';
import { ageRates } from '../../store/rates';
import { Panel } from '../view/RealtimeView';
import { useWords, type Words } from '../words/WordsContext';
import styles from './HonestyBand.module.css';
import { PartitionBars } from './PartitionBars';
import { Sparkline } from './Sparkline';

/** What the band tells the truth about. @public */
export interface HonestyBandProps {
  snapshot: StreamSnapshot;
  context: ViewContext;
}

/**
 * State, rates, ratio and age of a stream, always in this order and at the same
 * height, so that neither pause nor error moves what is below.
 * @public
 */
export function HonestyBand({ snapshot, context }: HonestyBandProps) {
  const words = useWords();
  const facts = bandFacts(snapshot, context);
  const isPaused = snapshot.status.state === 'paused';
  const buffer = isPaused ? snapshot.stats?.buffer : undefined;
  return (
    <Panel className={styles.band} label={words('band.label')}>
      <div className={styles.state}>
        <p className={styles.line}>
          <StreamIcon name={facts.icon} />
          <strong className={`${styles.word} ${styles[facts.tone]}`}>
            {facts.state}
          </strong>
          {facts.numbers.map(number => (
            <span key={number} className={styles.number}>
              <span aria-hidden className={styles.dot}>
                {' · '}
              </span>
              {number}
            </span>
          ))}
        </p>
        {buffer ? (
          <Buffer buffer={buffer} words={words} />
        ) : (
          <p
            className={`${styles.second} ${styles.counts}`}
            title={facts.second}
          >
            {facts.second}
          </p>
        )}
      </div>
      <Rates snapshot={snapshot} nowMs={context.nowMs} />
      <Partitions snapshot={snapshot} />
    </Panel>
  );
}

/** A ring frees whole batches, so a full one never says exactly 1. */
const FULL = 0.995;

/** Sooner than this is now, in milliseconds. */
const FULL_IN_MS = 500;

type Gauge = NonNullable<StatsFrame['buffer']>;

function Buffer({ buffer, words }: { buffer: Gauge; words: Words }) {
  return (
    <p className={styles.second}>
      <span>{words('band.buffer')}</span>
      <meter
        className={styles.meter}
        min={0}
        max={1}
        value={buffer.fill}
        aria-label={words('band.buffer')}
      />
      <strong className={styles.share}>{formatShare(buffer.fill)}</strong>
      <span>{bufferText(buffer, words)}</span>
    </p>
  );
}

function bufferText({ fill, fullInMs, records }: Gauge, words: Words): string {
  const isFull = fill >= FULL || (fullInMs ?? Infinity) < FULL_IN_MS;
  if (isFull) return words('band.bufferLapping');
  if (fullInMs === undefined) {
    return words('band.bufferHolds', {
      count: records,
      n: formatCount(records),
    });
  }
  return words('band.bufferFull', { span: formatSpan(fullInMs) });
}

function Rates(props: { snapshot: StreamSnapshot; nowMs: number }) {
  const { snapshot, nowMs } = props;
  const words = useWords();
  const rates = ageRates(snapshot.rates, silentForMs(snapshot, nowMs) ?? 0);
  const newest = isMeasured(snapshot) ? rates[rates.length - 1] : undefined;
  const now = newest === undefined ? words('band.noRate') : formatRate(newest);
  const title = words('band.sparkline');
  return (
    <div className={styles.rates}>
      <p className={styles.caption}>
        <span>{title}</span>
        <strong>{now}</strong>
      </p>
      <Sparkline values={rates} label={`${title}: ${now}`} />
    </div>
  );
}

function Partitions({ snapshot }: { snapshot: StreamSnapshot }) {
  const words = useWords();
  const { status, stats } = snapshot;
  const missing = status.state === 'live' ? (status.missing ?? []) : [];
  const partitions = stats?.partitions ?? [];
  const isKnown = isMeasured(snapshot);
  const mean = (stats?.ratePerSecond ?? 0) / Math.max(1, partitions.length);
  return (
    <div className={styles.partitions}>
      <p className={styles.caption}>
        <span>{words('band.perPartition')}</span>
        {partitions.length > 0 && (
          <span>
            {isKnown
              ? words('band.each', { n: formatRate(mean) })
              : words('band.noRate')}
          </span>
        )}
      </p>
      <PartitionBars
        partitions={partitions}
        missing={missing.map(m => m.partition)}
        isMeasured={isKnown}
      />
    </div>
  );
}
