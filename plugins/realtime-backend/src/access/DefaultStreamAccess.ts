import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  parseStreamKey,
  readDeclaredStreams,
  realtimeRecordReadPermission,
  realtimeRecordUnmaskPermission,
  realtimeTopicReadPermission,
  streamTitle,
  toStreamKey,
  type StreamListing,
  type StreamRef,
  type StreamsResponse,
} from '@backstage-realtime/plugin-realtime-common';
import type { RealtimeSettings } from '../config/settings';
import { findAllowRule } from './allowList';
import { findMask } from './findMask';
import { ownerOf } from './owner';
import { readRights, type StreamRights } from './PermissionCheck';
import {
  entityNotFound,
  missingPermission,
  notAllowed,
  notConfigured,
  notDeclared,
  recordsOff,
  type Refusal,
} from './refusals';
import type {
  AccessDecision,
  StreamAccess,
  StreamRequest,
  UserCredentials,
} from './StreamAccess';

/** What the decisions are made from. */
export interface StreamAccessOptions {
  settings: RealtimeSettings;
  catalog: CatalogService;
  permissions: PermissionsService;
}

/**
 * Decides who may see which stream, in this order; the first refusal ends it.
 *
 * 1. The catalog gives the entity with the caller's credentials: what the caller
 *    may not see does not exist.
 * 2. The entity must declare the stream. An annotation is a wish, never a right.
 * 3. A rule of app-config must let this entity use the stream, and app-config
 *    must know the system. No broker is asked before this holds, so a refusal
 *    says nothing about what exists there.
 * 4. `realtime.topic.read`; for records also `realtime.record.read` and records
 *    switched on for the system.
 * 5. The mask: the first policy that covers the stream, unless the caller asks
 *    for unmasked records and holds `realtime.record.unmask`.
 */
export class DefaultStreamAccess implements StreamAccess {
  static create(options: StreamAccessOptions): DefaultStreamAccess {
    return new DefaultStreamAccess(options);
  }

  private constructor(private readonly options: StreamAccessOptions) {}

  async authorise(
    request: StreamRequest,
    credentials: UserCredentials,
  ): Promise<AccessDecision> {
    const { entityRef, stream } = request;
    const asked = parseStreamKey(stream);
    // Asked together, for speed; judged in the order of the list above.
    const [entity, [rights]] = await Promise.all([
      this.options.catalog.getEntityByRef(entityRef, { credentials }),
      this.rightsOn(entityRef, asked ? [asked] : [], credentials),
    ]);
    if (!entity) return entityNotFound(entityRef);
    const ref = findDeclared(entity, stream);
    if (!ref) return notDeclared(entityRef, stream);
    return (
      this.checkUse(entity, entityRef, ref) ??
      this.decide(request, ref, rights, entity, credentials)
    );
  }

  async list(
    entityRef: string,
    credentials: UserCredentials,
  ): Promise<StreamsResponse | undefined> {
    const entity = await this.options.catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) return undefined;
    const { streams, problems } = readDeclaredStreams(entity);
    const rights = await this.rightsOn(entityRef, streams, credentials);
    return {
      entityRef,
      owner: ownerOf(entity),
      problems,
      streams: streams.map((ref, i) =>
        this.toListing(entity, entityRef, ref, rights[i]),
      ),
    };
  }

  private rightsOn(
    entityRef: string,
    refs: StreamRef[],
    credentials: UserCredentials,
  ): Promise<StreamRights[]> {
    return readRights(
      this.options.permissions,
      entityRef,
      refs.map(toStreamKey),
      credentials,
    );
  }

  private checkUse(
    entity: Entity,
    entityRef: string,
    ref: StreamRef,
  ): Refusal | undefined {
    if (!findAllowRule(this.options.settings.allow, entity, ref))
      return notAllowed(entityRef, ref);
    return this.systemOf(ref) ? undefined : notConfigured(ref);
  }

  private decide(
    request: StreamRequest,
    ref: StreamRef,
    rights: StreamRights,
    entity: Entity,
    credentials: UserCredentials,
  ): AccessDecision {
    const refusal = this.checkRights(request, ref, rights, ownerOf(entity));
    if (refusal) return refusal;
    return {
      ok: true,
      grant: {
        ref,
        key: toStreamKey(ref),
        entityRef: request.entityRef,
        userRef: credentials.principal.userEntityRef,
        wants: request.wants,
        mask: request.unmask
          ? undefined
          : findMask(this.options.settings.masking, ref),
      },
    };
  }

  private checkRights(
    { entityRef, wants, unmask }: StreamRequest,
    ref: StreamRef,
    rights: StreamRights,
    owner: string | undefined,
  ): Refusal | undefined {
    if (!rights.canReadTopic)
      return missingPermission(
        realtimeTopicReadPermission.name,
        entityRef,
        owner,
      );
    if (wants === 'counts') return undefined;
    if (!this.systemOf(ref)?.recordsEnabled) return recordsOff(ref);
    if (!rights.canReadRecords)
      return missingPermission(
        realtimeRecordReadPermission.name,
        entityRef,
        owner,
      );
    if (!unmask || rights.canUnmask) return undefined;
    return missingPermission(
      realtimeRecordUnmaskPermission.name,
      entityRef,
      owner,
    );
  }

  private toListing(
    entity: Entity,
    entityRef: string,
    ref: StreamRef,
    rights: StreamRights,
  ): StreamListing {
    const request = { entityRef, stream: toStreamKey(ref), unmask: false };
    const refusal =
      this.checkUse(entity, entityRef, ref) ??
      this.checkRights(
        { ...request, wants: 'counts' },
        ref,
        rights,
        ownerOf(entity),
      );
    const recordsRefusal =
      refusal ??
      this.checkRights(
        { ...request, wants: 'records' },
        ref,
        rights,
        ownerOf(entity),
      );
    return {
      stream: request.stream,
      kind: ref.kind,
      system: ref.system,
      title: streamTitle(ref),
      isSeekable: ref.kind === 'kafka',
      canReadRecords: !recordsRefusal,
      canUnmask: !recordsRefusal && rights.canUnmask,
      refusal: refusal && withoutOk(refusal),
      recordsRefusal:
        !refusal && recordsRefusal ? withoutOk(recordsRefusal) : undefined,
      mask: recordsRefusal
        ? undefined
        : toMaskInfo(findMask(this.options.settings.masking, ref)),
    };
  }

  private systemOf(ref: StreamRef): { recordsEnabled: boolean } | undefined {
    return this.options.settings[ref.kind].get(ref.system);
  }
}

function findDeclared(entity: Entity, stream: string): StreamRef | undefined {
  return readDeclaredStreams(entity).streams.find(
    ref => toStreamKey(ref) === stream,
  );
}

function withoutOk({ code, message }: Refusal): {
  code: string;
  message: string;
} {
  return { code, message };
}

function toMaskInfo(mask: ReturnType<typeof findMask>): StreamListing['mask'] {
  return (
    mask && { policy: mask.policy, paths: mask.paths, headers: mask.headers }
  );
}
