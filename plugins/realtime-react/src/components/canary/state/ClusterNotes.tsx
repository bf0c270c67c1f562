import type { ClusterReading } from '@backstage-realtime/plugin-realtime-common';
import { ageText } from '../../health/text/ageText';
import { VerdictIcon } from '../../health/verdict/VerdictMark';
import { Panel } from '../../view/RealtimeView';
import styles from '../CanaryView.module.css';
import { useCanaryNow } from '../text/CanaryClock';
import { useCanaryText, type CanaryText } from '../text/useCanaryText';

/** A named row for each cluster that is away or cannot be read whole; the others go on. */
export function ClusterNotes({ clusters }: { clusters: ClusterReading[] }) {
  const text = useCanaryText();
  const nowMs = useCanaryNow();
  const notes = clusters.flatMap(cluster => notesOf(cluster, nowMs, text));
  if (notes.length === 0) return null;
  return (
    <Panel label={text.words('canary.clusters')}>
      {notes.map(note => (
        <p key={note} className={styles.clusterNote}>
          <VerdictIcon verdict="unknown" /> {note}
        </p>
      ))}
    </Panel>
  );
}

function notesOf(
  reading: ClusterReading,
  nowMs: number,
  text: CanaryText,
): string[] {
  const { words, missing } = text;
  const { cluster, gaps } = reading;
  return [
    ...awayNote(reading, nowMs, text),
    ...gaps.map(gap =>
      words('canary.gap', {
        kind: gap.kind,
        cluster,
        why: missing(gap.missing),
      }),
    ),
  ];
}

function awayNote(
  { cluster, mode, sinceMs, readAtMs, missing: why }: ClusterReading,
  nowMs: number,
  { words, missing, clock }: CanaryText,
): string[] {
  if (mode !== 'unreachable') return [];
  const parts = [
    sinceMs === undefined
      ? words('canary.clusterAway', { cluster })
      : words('canary.clusterAwaySince', { cluster, time: clock(sinceMs) }),
  ];
  if (why?.detail) parts.push(missing(why));
  if (readAtMs !== undefined)
    parts.push(
      words('canary.clusterKept', {
        age: ageText(Math.max(0, nowMs - readAtMs)),
      }),
    );
  return [parts.join('; ')];
}
