import {
  RiAlertFill,
  RiHistoryLine,
  RiIndeterminateCircleLine,
  RiLoader4Line,
  RiLockLine,
  RiPauseFill,
  RiPlayFill,
  RiQuestionLine,
  RiStopCircleLine,
  RiWifiOffLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import styles from './StreamIcon.module.css';

const ICONS: Record<StreamIconName, RemixiconComponentType> = {
  live: RiPlayFill,
  paused: RiPauseFill,
  stale: RiHistoryLine,
  unreachable: RiWifiOffLine,
  forbidden: RiLockLine,
  connecting: RiLoader4Line,
  stopped: RiStopCircleLine,
  warning: RiAlertFill,
  unknown: RiQuestionLine,
  none: RiIndeterminateCircleLine,
};

/** One icon a state. @public */
export type StreamIconName =
  | 'live'
  | 'paused'
  | 'stale'
  | 'unreachable'
  | 'forbidden'
  | 'connecting'
  | 'stopped'
  | 'warning'
  | 'unknown'
  | 'none';

/** Icon of a stream state; the word beside it says the same, so it is hidden from readers. @public */
export function StreamIcon(props: { name: StreamIconName; size?: number }) {
  const Icon = ICONS[props.name];
  return (
    <Icon
      aria-hidden
      size={props.size ?? 16}
      className={`${styles.icon} ${styles[props.name]}`}
    />
  );
}
