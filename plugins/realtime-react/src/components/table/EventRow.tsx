import {
  formatFindingValue,
  type Gap,
  type NoteFrame,
} from '@backstage-realtime/plugin-realtime-common';
import { RiRefreshLine, RiScissorsCutLine } from '@remixicon/react';
import { formatCount, formatOffset, formatSpan } from '../format/numbers';
import { formatRecordTime, type Zone } from '../format/times';
import { retell } from '../words/retell';
import { useWords, type Words } from '../words/WordsContext';
import styles from './RecordTable.module.css';

/** Records a viewer did not get, in their place: partition, offsets, exact count, reason. */
export function GapCell(props: { gap: Gap; onLoad?(gap: Gap): void }) {
  const { gap, onLoad } = props;
  const words = useWords();
  const isKept = LOADABLE.has(gap.reason);
  const canLoad = onLoad && isKept && gap.firstOffset !== undefined;
  return (
    <span role="gridcell" className={styles.event}>
      <RiScissorsCutLine size={14} aria-hidden />
      <strong>{words('table.gap')}</strong>
      <GapText gap={gap} />
      {isKept && !canLoad && (
        <span className={styles.cannotLoad} title={words('table.cannotLoad')}>
          {words('table.cannotLoad')}
        </span>
      )}
      {canLoad && (
        <button
          type="button"
          className={styles.load}
          onClick={event => {
            event.stopPropagation();
            onLoad(gap);
          }}
        >
          {words('table.load')}
        </button>
      )}
    </span>
  );
}

/** Where there is little room the offsets go first: what is missing and why says more. */
function GapText({ gap }: { gap: Gap }) {
  const words = useWords();
  const [partition, ...rest] = gapParts(gap, words);
  const offsets = gap.firstOffset === undefined ? [] : rest.splice(0, 1);
  return (
    <span className={styles.eventText} title={gapText(gap, words)}>
      {partition}
      {offsets.map(text => (
        <span key={text} className={styles.offsets}>{` · ${text}`}</span>
      ))}
      {rest.map(text => ` · ${text}`).join('')}
    </span>
  );
}

/** Gaps whose records are still held where they came from. */
const LOADABLE = new Set<Gap['reason']>([
  'lapped',
  'sampled',
  'hidden',
  'skipped',
  'scan-budget',
]);

/** `p3 · offsets 48 197 859–48 198 003 · 145 records · this tab was too slow`. @public */
export function gapText(gap: Gap, words: Words): string {
  return gapParts(gap, words).join(' · ');
}

/** Partition, offsets when they are known, number, reason. */
function gapParts(gap: Gap, words: Words): string[] {
  const { firstOffset: first, lastOffset: last, count } = gap;
  const parts = [`p${gap.partition}`];
  if (first !== undefined) {
    parts.push(
      words('table.offsets', {
        first: formatOffset(first),
        last: formatOffset(last ?? first),
      }),
    );
  }
  parts.push(
    count === undefined
      ? words('table.unknownCount')
      : words('table.records', { count, n: formatCount(count) }),
  );
  const reason = words(`gap.${gap.reason}`);
  parts.push(
    gap.detail === undefined
      ? reason
      : `${reason}: ${retell('damage', gap.detail, words)}`,
  );
  return parts;
}

/** Something that happened to the stream, in its place. */
export function NoteCell(props: {
  note: NoteFrame['note'];
  atMs: number;
  zone: Zone;
}) {
  const words = useWords();
  return (
    <span role="gridcell" className={`${styles.event} ${styles.quiet}`}>
      <RiRefreshLine size={14} aria-hidden />
      <span className={styles.mono}>
        {formatRecordTime(props.atMs, props.zone)}
      </span>
      <span className={styles.eventText}>{noteText(props.note, words)}</span>
    </span>
  );
}

function noteText(note: NoteFrame['note'], words: Words): string {
  switch (note.kind) {
    case 'leader-moved': {
      const { partition, from, to } = note;
      return from === undefined
        ? words('note.leaderMoved', { partition, to })
        : words('note.leaderMovedFrom', { partition, from, to });
    }
    case 'partitions-added':
      return words('note.partitionsAdded', {
        partitions: note.partitions.map(p => `p${p}`).join(', '),
      });
    case 'topic-recreated':
      return words('note.topicRecreated');
    case 'slowed': {
      const { system, bytesPerSecond } = note;
      return words('note.slowed', {
        system,
        size: formatFindingValue({ kind: 'bytes', bytes: bytesPerSecond }),
      });
    }
    default:
      return words('note.reconnected', { span: formatSpan(note.afterMs) });
  }
}
