import {
  packTopicHealthBySteps,
  type PackedTopicHealth,
  type TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthGrant } from '../access/HealthAccess';
import type { Pace } from '../states/PacedReading';
import type { HealthService } from './HealthService';
import { runInSlices } from './runInSlices';

type Health = Pick<HealthService, 'identityOf' | 'refresh' | 'watch'>;

/** Health as it crosses the socket. A reading is packed once, however many watch. */
export class PackedHealth {
  private readonly packed = new WeakMap<
    TopicHealth,
    Promise<PackedTopicHealth>
  >();

  static create(health: Health): PackedHealth {
    return new PackedHealth(health);
  }

  private constructor(private readonly health: Health) {}

  identityOf(grant: HealthGrant): string {
    return this.health.identityOf(grant);
  }

  /** As health is watched; a reading that is packed after the next one came is left out. */
  watch(
    grant: HealthGrant,
    pace: Pace,
    onValue: (value: PackedTopicHealth) => void,
  ): () => void {
    let newest: TopicHealth | undefined;
    const close = this.health.watch(grant, pace, async health => {
      newest = health;
      const value = await this.pack(health);
      if (newest === health) onValue(value);
    });
    return () => {
      newest = undefined;
      close();
    };
  }

  refresh(grant: HealthGrant): void {
    this.health.refresh(grant);
  }

  private pack(health: TopicHealth): Promise<PackedTopicHealth> {
    const before = this.packed.get(health);
    if (before) return before;
    const packing = runInSlices(packTopicHealthBySteps(health));
    this.packed.set(health, packing);
    return packing;
  }
}
