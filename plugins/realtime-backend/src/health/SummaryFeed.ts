import {
  summarise,
  type TopicHealth,
  type TopicHealthOverview,
  type WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthAccess, HealthGrant } from '../access/HealthAccess';
import type { UserCredentials } from '../access/StreamAccess';
import type { Clock } from '../clock';
import type { StateDecision, StateFeed } from '../states/StateFeed';
import type { HealthService } from './HealthService';

/** Entities whose readings come at the same time are told together. */
const GATHER_MS = 250;

interface Services {
  access: HealthAccess;
  health: HealthService;
  clock: Clock;
}

/**
 * The state `topic-health-summary`: a line for each entity the caller may see;
 * the others are left out. Entities that are not read yet follow.
 */
export class SummaryFeed implements StateFeed {
  static create(services: Services): SummaryFeed {
    return new SummaryFeed(services);
  }

  private constructor(private readonly services: Services) {}

  async authorise(
    { entityRefs, pace = 'background' }: WatchCommand,
    credentials: UserCredentials,
  ): Promise<StateDecision> {
    const { access, health } = this.services;
    const decisions = await access.authoriseAll(entityRefs, credentials);
    const grants = decisions.flatMap(each => (each.ok ? [each] : []));
    return {
      ok: true,
      identity: grants.map(grant => health.identityOf(grant)).join(' '),
      open: onValue => this.gather(grants, pace, onValue),
      refresh: () => grants.forEach(grant => health.refresh(grant)),
    };
  }

  private gather(
    grants: readonly HealthGrant[],
    pace: 'focused' | 'background',
    onValue: (value: object) => void,
  ): () => void {
    const { clock, health } = this.services;
    const known = new Map<string, TopicHealth>();
    let cancel: (() => void) | undefined;
    const tell = () => {
      cancel = undefined;
      onValue(overviewOf([...known.values()], clock.now()));
    };
    const tellSoon = () => {
      cancel ??= clock.setTimeout(tell, GATHER_MS);
    };
    const closes = grants.map(grant =>
      health.watch(grant, pace, value => {
        known.set(grant.entityRef, value);
        tellSoon();
      }),
    );
    if (grants.length === 0) tellSoon();
    return () => {
      cancel?.();
      closes.forEach(close => close());
    };
  }
}

function overviewOf(
  healths: readonly TopicHealth[],
  nowMs: number,
): TopicHealthOverview {
  const systems = new Map<string, boolean>();
  for (const { system, missing } of healths.flatMap(each => each.systems))
    systems.set(system, (systems.get(system) ?? true) && !missing);
  return {
    evaluatedAtMs: nowMs,
    rows: healths.map(summarise),
    systems: [...systems].map(([system, answered]) => ({ system, answered })),
  };
}
