import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readDeclaredGroups,
  readDeclaredStreams,
  realtimeTopicReadPermission,
  toStreamKey,
  toStreamResourceRef,
  type GroupRef,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { RealtimeSettings } from '../config/settings';
import { findAllowRule, findGroupRule } from './allowList';
import { ownerOf } from './owner';
import { readTopicRights } from './PermissionCheck';
import {
  entityNotFound,
  groupNotAllowed,
  missingPermission,
  notAllowed,
  notConfigured,
  type Refusal,
} from './refusals';

/** What of one entity the caller may see the health of. */
export interface HealthGrant {
  ok: true;
  entityRef: string;
  entity: Entity;
  owner?: string;
  streams: StreamRef[];
  groups: GroupRef[];
  /** Declared parts that cannot be used, each in a sentence. */
  problems: string[];
}

/** What a caller may see of the health of entities; a refusal is a value. */
export interface HealthAccess {
  authorise(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<HealthGrant | Refusal>;
  /** The same for several, in their order, with two questions in all. */
  authoriseAll(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Array<HealthGrant | Refusal>>;
}

/**
 * Health is metadata: it needs `realtime.topic.read` and never the right to
 * records. A stream that policy hides from the caller is left out of everything,
 * counts included, as if the entity did not declare it.
 */
export class DefaultHealthAccess implements HealthAccess {
  static create(options: {
    settings: RealtimeSettings;
    catalog: CatalogService;
    permissions: PermissionsService;
  }): DefaultHealthAccess {
    return new DefaultHealthAccess(options);
  }

  private constructor(
    private readonly options: {
      settings: RealtimeSettings;
      catalog: CatalogService;
      permissions: PermissionsService;
    },
  ) {}

  async authorise(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<HealthGrant | Refusal> {
    const [decision] = await this.authoriseAll([entityRef], credentials);
    return decision;
  }

  async authoriseAll(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Array<HealthGrant | Refusal>> {
    const { catalog, permissions } = this.options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [...entityRefs] },
      { credentials },
    );
    const declared = items.map(each =>
      each ? readDeclaredStreams(each) : { streams: [], problems: [] },
    );
    const asked = declared.flatMap(({ streams }, i) =>
      streams.map(ref => ({ entityRef: entityRefs[i], ref })),
    );
    const mayRead = await readTopicRights(permissions, asked, credentials);
    const visible = new Set(asked.filter((_, i) => mayRead[i]).map(toKey));
    return items.map((entity, i) => {
      const entityRef = entityRefs[i];
      if (!entity) return entityNotFound(entityRef);
      const { streams, problems } = declared[i];
      const seen = streams.filter(ref =>
        visible.has(toKey({ entityRef, ref })),
      );
      if (streams.length > 0 && seen.length === 0)
        return this.nothingVisible(entityRef, entity);
      return this.grant(entity, entityRef, seen, problems);
    });
  }

  private nothingVisible(entityRef: string, entity: Entity): Refusal {
    const { name } = realtimeTopicReadPermission;
    return missingPermission(name, entityRef, ownerOf(entity));
  }

  private grant(
    entity: Entity,
    entityRef: string,
    visible: StreamRef[],
    malformed: ReadonlyArray<{ message: string }>,
  ): HealthGrant {
    const streams = split(visible, ref => this.refuseStream(entity, ref));
    const declared = readDeclaredGroups(entity);
    const groups = split(declared.groups, ref => this.refuseGroup(entity, ref));
    const { topicsPerEntity, groupsPerEntity } = this.options.settings.health;
    return {
      ok: true,
      entityRef,
      entity,
      owner: ownerOf(entity),
      streams: streams.usable.slice(0, topicsPerEntity),
      groups: groups.usable.slice(0, groupsPerEntity),
      problems: [
        ...[...malformed, ...declared.problems].map(each => each.message),
        ...streams.problems,
        ...groups.problems,
        ...overLimit('streams', streams.usable.length, topicsPerEntity),
        ...overLimit('groups', groups.usable.length, groupsPerEntity),
      ],
    };
  }

  private refuseStream(entity: Entity, ref: StreamRef): Refusal | undefined {
    const { settings } = this.options;
    const entityRef = stringifyEntityRef(entity);
    if (!findAllowRule(settings.allow, entity, ref))
      return notAllowed(entityRef, ref);
    return settings[ref.kind].has(ref.system) ? undefined : notConfigured(ref);
  }

  private refuseGroup(entity: Entity, ref: GroupRef): Refusal | undefined {
    const { settings } = this.options;
    if (!findGroupRule(settings.allow, entity, ref))
      return groupNotAllowed(stringifyEntityRef(entity), ref);
    if (settings.kafka.has(ref.system)) return undefined;
    return notConfigured({ kind: 'kafka', topic: '', ...ref });
  }
}

function toKey({ entityRef, ref }: { entityRef: string; ref: StreamRef }) {
  return toStreamResourceRef(entityRef, toStreamKey(ref));
}

function split<T>(
  refs: readonly T[],
  refuse: (ref: T) => Refusal | undefined,
): { usable: T[]; problems: string[] } {
  const refusals = refs.map(refuse);
  return {
    usable: refs.filter((_, i) => !refusals[i]),
    problems: refusals.flatMap(refusal => (refusal ? [refusal.message] : [])),
  };
}

function overLimit(what: string, count: number, limit: number): string[] {
  if (count <= limit) return [];
  return [
    `${count} ${what} are declared; health is read for the first ${limit}. Split the entity, or raise realtime.health.${
      what === 'groups' ? 'groups' : 'topics'
    }PerEntity.`,
  ];
}
