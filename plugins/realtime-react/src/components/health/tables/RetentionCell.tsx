import type {
  Missing,
  TopicHealthRow,
} from '@backstage-realtime/plugin-realtime-common';
import { useHealthText } from '../text/HealthReader';
import { shareText } from '../text/valueText';
import styles from './RetentionCell.module.css';

/** Limits of the use of retention: the bar carries a tick at each. */
const TICKS = [0.5, 0.8];

/** Held span of the configured one, and how much of it the slowest reader uses up. Empty is good. */
export function RetentionCell({ row }: { row: TopicHealthRow }) {
  const { words, missing, value } = useHealthText();
  const { heldMs, retentionMs, retentionUsed } = row;
  if (!heldMs.known) {
    return <span className={styles.muted}>{missing(laterOf(heldMs))}</span>;
  }
  const span = (ms: number) => value({ kind: 'duration', ms });
  const held = span(heldMs.value);
  return (
    <span className={styles.cell}>
      {retentionMs.known || isUnlimited(retentionMs) ? (
        <span>
          {retentionMs.known
            ? words('health.heldOf', { held, limit: span(retentionMs.value) })
            : words('health.heldNoLimit', { held })}
        </span>
      ) : (
        <span>
          {held}{' '}
          <span className={styles.muted}>
            · {missing(laterOf(retentionMs))}
          </span>
        </span>
      )}
      {retentionUsed.known && (
        <>
          {' '}
          <span className={styles.muted}>
            ·{' '}
            {words('health.uses', {
              share: shareText(retentionUsed.value),
            })}
          </span>
          <Bar share={retentionUsed.value} />
        </>
      )}
    </span>
  );
}

/** The oldest record is not read in every round: before the first time its age is only not known yet. */
function laterOf({ missing }: Unread): Missing {
  return missing.code === 'not-asked' ? { code: 'learning' } : missing;
}

/** Nothing is deleted by time; any other reason says only that the limit could not be read. */
function isUnlimited({ missing }: Unread): boolean {
  return missing.code === 'no-data';
}

type Unread = Extract<TopicHealthRow['heldMs'], { known: false }>;

function Bar({ share }: { share: number }) {
  const width = `${Math.min(1, Math.max(0, share)) * 100}%`;
  return (
    <span className={styles.bar} aria-hidden>
      <span className={`${styles.fill} ${toneOf(share)}`} style={{ width }} />
      {TICKS.map(tick => (
        <span
          key={tick}
          className={styles.tick}
          style={{ insetInlineStart: `${tick * 100}%` }}
        />
      ))}
    </span>
  );
}

function toneOf(share: number): string {
  if (share >= TICKS[1]) return styles.critical;
  return share >= TICKS[0] ? styles.warning : '';
}
