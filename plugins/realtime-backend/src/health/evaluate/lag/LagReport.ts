import type {
  LagTime,
  Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { GroupSample } from '../../history/HealthHistory';
import type { LagClass } from './classify';
import type { RetentionUse } from './retentionUse';
import type { LagPast } from './trend';

/** All that is known of one group on one partition. */
export interface LagReport {
  class: LagClass;
  /** Offsets not read yet. Never negative: a commit past the end is `ahead`, not a lag. */
  lag: Reading<number>;
  lagTime: Reading<LagTime>;
  retention: RetentionUse;
  unmovedMs: number;
  quietMs: number;
  /** Offsets the group went back in the last 30 min. */
  rewoundBy: number;
  /** Lag times of the past. */
  past: LagPast<GroupSample>;
}
