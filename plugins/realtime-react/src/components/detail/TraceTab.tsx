import { RiArrowRightDownLine, RiMapPin2Line } from '@remixicon/react';
import { formatOffset, formatSpan } from '../format/numbers';
import { formatEventTime, formatRecordTime, type Zone } from '../format/times';
import { retell } from '../words/retell';
import { useWords } from '../words/WordsContext';
import { TextButton } from '../view/TextButton';
import styles from './RecordDetail.module.css';
import wayStyles from './TraceTab.module.css';
import type { RecordTrace, TraceStep } from './RecordTrace';

type Found = Extract<TraceStep, { state: 'found' }>;
type Open = Exclude<TraceStep, { state: 'found' }>;

export interface TraceTabProps {
  trace?: RecordTrace;
  zone: Zone;
  onOpen(step: TraceStep): void;
}

/**
 * The message of the record in the streams of its entity: a time line of where
 * it was found, then what is not known of the others. Times are those the
 * records carry, so that clocks of producers may contradict each other.
 */
export function TraceTab({ trace, zone, onOpen }: TraceTabProps) {
  const words = useWords();
  if (!trace) return null;
  const { id, fromMs, steps } = trace;
  if (!id) return <p className={styles.note}>{words('trace.noId')}</p>;
  const found = steps
    .filter((step): step is Found => step.state === 'found')
    .sort((a, b) => a.record.timestampMs - b.record.timestampMs);
  return (
    <>
      <h3 className={styles.subtitle}>{words('trace.title')}</h3>
      <p className={styles.note}>
        {words('trace.by', {
          name: id.name,
          time: formatEventTime(fromMs, zone),
        })}{' '}
        <code>
          <bdi>{id.text}</bdi>
        </code>
      </p>
      <ol className={wayStyles.way}>
        {found.map((step, i) => (
          <Hop
            key={step.stream}
            step={step}
            afterMs={
              i === 0
                ? undefined
                : step.record.timestampMs - found[i - 1].record.timestampMs
            }
            zone={zone}
            onOpen={onOpen}
          />
        ))}
      </ol>
      <ul className={styles.report}>
        {steps
          .filter((step): step is Open => step.state !== 'found')
          .map(step => (
            <li key={step.stream} className={styles.attempt}>
              <span className={styles.decoder}>{step.title}</span>
              <span className={styles.reason}>
                <StepText step={step} />
              </span>
            </li>
          ))}
      </ul>
    </>
  );
}

interface HopProps {
  step: Found;
  /** Since the hop before it, in ms; undefined for the first. */
  afterMs?: number;
  zone: Zone;
  onOpen(step: TraceStep): void;
}

function Hop({ step, afterMs, zone, onOpen }: HopProps) {
  const words = useWords();
  const { record, title, isThis } = step;
  const Icon = isThis ? RiMapPin2Line : RiArrowRightDownLine;
  return (
    <li
      className={wayStyles.hop}
      aria-current={isThis ? 'location' : undefined}
      data-this={isThis}
    >
      <Icon size={14} aria-hidden />
      <span>
        <strong>{title}</strong>{' '}
        {isThis ? (
          words('trace.this')
        ) : (
          <TextButton onClick={() => onOpen(step)}>
            {words('trace.open')}
          </TextButton>
        )}
        <br />
        <span className={styles.quiet}>
          {`p${record.partition} · ${formatOffset(record.offset)}`}
        </span>
      </span>
      <span className={wayStyles.hopTime}>
        {formatRecordTime(record.timestampMs, zone)}
        {afterMs !== undefined && <br />}
        {afterMs !== undefined && <After ms={afterMs} />}
      </span>
    </li>
  );
}

/** Below this a span is told in milliseconds. */
const SHORT_MS = 1_000;

function After({ ms }: { ms: number }) {
  const text = ms < SHORT_MS ? `${Math.round(ms)}\u00a0ms` : formatSpan(ms);
  return <span className={styles.quiet}>{`+${text}`}</span>;
}

function StepText({ step }: { step: Open }) {
  const words = useWords();
  if (step.state !== 'unsure') return <>{words(`trace.${step.state}`)}</>;
  if (!step.reason) return <>{words('trace.unsure')}</>;
  // Of a refusal it is a sentence, of a source that does not answer a clause.
  const told = retell('refusal', step.reason, words);
  return <>{retell('link', told, words)}</>;
}
