import type { PermissionsService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readDeclaredGroups,
  readDeclaredStreams,
  realtimeTopicReadPermission,
  toStreamKey,
  type GroupRef,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { RealtimeSettings } from '../config/settings';
import { findAllowRule, findGroupRule } from './allowList';
import { ownerOf } from './owner';
import { readRights } from './PermissionCheck';
import {
  entityNotFound,
  groupNotAllowed,
  missingPermission,
  notAllowed,
  notConfigured,
  type Refusal,
} from './refusals';
import type { UserCredentials } from './StreamAccess';

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

/** The caller's decision on the health of one entity; a refusal is a value. */
export interface HealthAccess {
  authorise(
    entityRef: string,
    credentials: UserCredentials,
  ): Promise<HealthGrant | Refusal>;
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
    credentials: UserCredentials,
  ): Promise<HealthGrant | Refusal> {
    const { catalog } = this.options;
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) return entityNotFound(entityRef);
    const declared = readDeclaredStreams(entity);
    const visible = await this.visible(
      entityRef,
      declared.streams,
      credentials,
    );
    if (declared.streams.length > 0 && visible.length === 0)
      return this.nothingVisible(entityRef, entity);
    return this.grant(entity, entityRef, visible, declared.problems);
  }

  private async visible(
    entityRef: string,
    streams: StreamRef[],
    credentials: UserCredentials,
  ): Promise<StreamRef[]> {
    const rights = await readRights(
      this.options.permissions,
      entityRef,
      streams.map(toStreamKey),
      credentials,
    );
    return streams.filter((_, i) => rights[i].canReadTopic);
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
