import type {
  RolloutPod,
  RolloutRevision,
} from '@backstage-realtime/plugin-realtime-common';
import { formatSpan } from '../../format/numbers';
import { formatIso } from '../../format/times';
import { Panel } from '../../view/RealtimeView';
import { LineSample } from '../charts/LineSample';
import { useCanaryNow } from '../text/CanaryClock';
import { useCanaryText, type CanaryText } from '../text/useCanaryText';
import { imageText } from './imageText';
import styles from './Revisions.module.css';

/** Stable beside canary; the samples of lines make them the legend of the charts. */
export function Revisions(props: { revisions: RolloutRevision[] }) {
  // Stable left, canary right, in every state.
  const ordered = [...props.revisions].sort((a, b) =>
    b.role.localeCompare(a.role),
  );
  if (ordered.length === 0) return null;
  return (
    <div className={styles.revisions}>
      {ordered.map(revision => (
        <Revision
          key={`${revision.role} ${revision.podHash}`}
          revision={revision}
        />
      ))}
    </div>
  );
}

function Revision({ revision }: { revision: RolloutRevision }) {
  const text = useCanaryText();
  const { words } = text;
  const role = words(`role.${revision.role}`);
  const troubles = revision.pods.filter(isInTrouble);
  return (
    <Panel label={role} className={styles.revision}>
      <div className={styles.line}>
        <LineSample role={revision.role} />
        <h3 className={styles.role}>{role}</h3>
        {revision.revision !== undefined && (
          <span className={styles.muted}>
            {words('revision.number', { n: revision.revision })}
          </span>
        )}
        <span className={`${styles.muted} ${styles.mono}`}>
          {revision.podHash}
        </span>
        <span className={styles.image} title={revision.images.join('\n')}>
          {imageText(revision.images, words)}
        </span>
        <span className={styles.end}>
          {readyText(revision, words)} <Age revision={revision} />
        </span>
      </div>
      {troubles.length > 0 && <Troubles pods={troubles} />}
    </Panel>
  );
}

function readyText(
  { desired, ready }: RolloutRevision,
  words: CanaryText['words'],
): string {
  return desired === 0 && ready === 0
    ? words('revision.scaledDown')
    : words('revision.ready', { n: ready, of: desired });
}

function Age({ revision }: { revision: RolloutRevision }) {
  const nowMs = useCanaryNow();
  const { endedAtMs, createdAtMs } = revision;
  const { words, clock } = useCanaryText();
  const atMs = endedAtMs ?? createdAtMs;
  if (atMs === undefined) return null;
  return (
    <span className={styles.muted} title={formatIso(atMs)}>
      {endedAtMs === undefined
        ? formatSpan(Math.max(0, Math.floor((nowMs - atMs) / 1000) * 1000))
        : words('revision.ended', { time: clock(endedAtMs) })}
    </span>
  );
}

/** Pods that are named; the others are counted. */
const MAX_NAMED = 3;

function Troubles({ pods }: { pods: RolloutPod[] }) {
  const { words } = useCanaryText();
  const more = pods.length - MAX_NAMED;
  return (
    <ul className={styles.pods}>
      {pods.slice(0, MAX_NAMED).map(pod => (
        <li key={pod.name}>
          <span className={styles.mono}>{pod.name}</span> {podText(pod, words)}
        </li>
      ))}
      {more > 0 && <li>{words('revision.morePods', { count: more })}</li>}
    </ul>
  );
}

function isInTrouble({ isReady, reason, restarts }: RolloutPod): boolean {
  return (!isReady && reason !== undefined) || restarts > 0;
}

function podText(
  { reason, phase, restarts, isReady }: RolloutPod,
  words: CanaryText['words'],
): string {
  const state = isReady ? words('revision.podReady') : (reason ?? phase);
  return restarts === 0
    ? state
    : `${state}, ${words('revision.restarts', { count: restarts })}`;
}
