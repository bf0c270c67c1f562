import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  readDeclaredRollouts,
  realtimeRolloutControlPermission,
  realtimeRolloutReadPermission,
  toRolloutKey,
  toRolloutResourceRef,
  type RolloutRef,
  type RolloutSelector,
} from '@backstage-realtime/plugin-realtime-common';
import type { RealtimeSettings } from '../config/settings';
import { findRolloutRule } from './allowList';
import { ownerOf } from './owner';
import {
  clusterNotConfigured,
  entityNotFound,
  missingRolloutPermission,
  rolloutNotAllowed,
  type Refusal,
} from './refusals';

/** What of one entity the caller may see the rollouts of. */
export interface RolloutGrant {
  ok: true;
  entityRef: string;
  entity: Entity;
  owner?: string;
  /** Those declared by name, and those that the labels of the entity select. */
  rollouts: RolloutRef[];
  /** Keys of the rollouts the caller may control, where app-config allows it at all. */
  controllable: ReadonlySet<string>;
  /** Declared parts that cannot be used, each in a sentence. */
  problems: string[];
}

/** Finds rollouts by their labels; what cannot be asked is a problem in a sentence. */
export interface RolloutFinder {
  find(selector: RolloutSelector): Promise<Resolved>;
}

/** What a caller may see of the rollouts of an entity; a refusal is a value. */
export interface RolloutAccess {
  authorise(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<RolloutGrant | Refusal>;
  /** The same for several, in their order, with one question of permissions in all. */
  authoriseAll(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Array<RolloutGrant | Refusal>>;
}

/** What an entity declares, and what of it cannot be used. */
interface Resolved {
  rollouts: RolloutRef[];
  problems: string[];
}

const NOTHING: Resolved = { rollouts: [], problems: [] };

interface RolloutRights {
  canRead: boolean;
  canControl: boolean;
}

interface Services {
  settings: RealtimeSettings;
  catalog: CatalogService;
  permissions: PermissionsService;
  /** Names of the Kubernetes clusters of app-config. */
  clusters: readonly string[];
  finder: RolloutFinder;
}

/**
 * Entity -> rollouts -> allow-list -> permissions, as for streams. A rollout
 * that policy hides from the caller is left out of everything, as if the entity
 * did not declare it.
 */
export class DefaultRolloutAccess implements RolloutAccess {
  static create(services: Services): DefaultRolloutAccess {
    return new DefaultRolloutAccess(services);
  }

  private constructor(private readonly services: Services) {}

  async authorise(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<RolloutGrant | Refusal> {
    const [decision] = await this.authoriseAll([entityRef], credentials);
    return decision;
  }

  async authoriseAll(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Array<RolloutGrant | Refusal>> {
    const { catalog } = this.services;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [...entityRefs] },
      { credentials },
    );
    const declared = await Promise.all(
      items.map(entity => (entity ? this.resolve(entity) : NOTHING)),
    );
    const asked = declared.flatMap(({ rollouts }, i) =>
      rollouts.map(ref => ({ entityRef: entityRefs[i], ref })),
    );
    const rights = await this.readRights(asked, credentials);
    let first = 0;
    return items.map((entity, i) => {
      const own = rights.slice(first, (first += declared[i].rollouts.length));
      return entity
        ? this.decide({ entityRef: entityRefs[i], entity }, declared[i], own)
        : entityNotFound(entityRefs[i]);
    });
  }

  private decide(
    { entityRef, entity }: { entityRef: string; entity: Entity },
    { rollouts, problems }: Resolved,
    rights: readonly RolloutRights[],
  ): RolloutGrant | Refusal {
    const visible = rollouts.filter((_, i) => rights[i].canRead);
    const owner = ownerOf(entity);
    if (rollouts.length > 0 && visible.length === 0) {
      const { name } = realtimeRolloutReadPermission;
      return missingRolloutPermission(name, entityRef, owner);
    }
    const controllable = rollouts.filter((_, i) => rights[i].canControl);
    return {
      ok: true,
      entityRef,
      entity,
      owner,
      ...this.limit(entityRef, entity, visible, problems),
      controllable: new Set(controllable.map(toRolloutKey)),
    };
  }

  private async resolve(entity: Entity): Promise<Resolved> {
    const { selector, ...declared } = readDeclaredRollouts(entity);
    const problems = declared.problems.map(({ message }) => message);
    if (!selector) return { rollouts: declared.rollouts, problems };
    const found = await this.services.finder.find(selector);
    // What labels select by chance is no wish: rules drop it without a word.
    const { allow } = this.services.settings;
    const rollouts = found.rollouts.filter(ref =>
      findRolloutRule(allow, entity, ref),
    );
    return { rollouts, problems: [...problems, ...found.problems] };
  }

  private limit(
    entityRef: string,
    entity: Entity,
    visible: RolloutRef[],
    malformed: string[],
  ): Pick<RolloutGrant, 'rollouts' | 'problems'> {
    const refusals = visible.map(ref => this.refuse(entityRef, entity, ref));
    const usable = visible.filter((_, i) => !refusals[i]);
    const { rolloutsPerEntity } = this.services.settings.rollouts;
    const problems = [
      ...malformed,
      ...refusals.flatMap(refusal => (refusal ? [refusal.message] : [])),
      ...overLimit(usable.length, rolloutsPerEntity),
    ];
    return { rollouts: usable.slice(0, rolloutsPerEntity), problems };
  }

  private refuse(
    entityRef: string,
    entity: Entity,
    ref: RolloutRef,
  ): Refusal | undefined {
    const { clusters, settings } = this.services;
    if (!findRolloutRule(settings.allow, entity, ref))
      return rolloutNotAllowed(entityRef, ref);
    return clusters.includes(ref.cluster)
      ? undefined
      : clusterNotConfigured(ref);
  }

  /** One request however many; the right to control is worth nothing without the one to read. */
  private async readRights(
    rollouts: ReadonlyArray<{ entityRef: string; ref: RolloutRef }>,
    credentials: BackstageCredentials,
  ): Promise<RolloutRights[]> {
    if (rollouts.length === 0) return [];
    const requests = rollouts.flatMap(({ entityRef, ref }) => {
      const resourceRef = toRolloutResourceRef(entityRef, ref);
      return [
        { permission: realtimeRolloutReadPermission, resourceRef },
        { permission: realtimeRolloutControlPermission, resourceRef },
      ];
    });
    const { permissions } = this.services;
    const answers = await permissions.authorize(requests, { credentials });
    const isAllowed = (i: number) =>
      answers[i].result === AuthorizeResult.ALLOW;
    return rollouts.map((_, i) => ({
      canRead: isAllowed(2 * i),
      canControl: isAllowed(2 * i) && isAllowed(2 * i + 1),
    }));
  }
}

function overLimit(count: number, limit: number): string[] {
  if (count <= limit) return [];
  return [
    `${count} rollouts are declared; the first ${limit} are shown. Split the entity, or raise realtime.rollouts.rolloutsPerEntity.`,
  ];
}
