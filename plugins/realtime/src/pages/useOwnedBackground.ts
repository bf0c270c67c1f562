import {
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  type Entity,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  catalogApiRef,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import {
  CLAIM_ANNOTATIONS,
  CLAIM_PHASES,
  readClaimPhase,
} from '@backstage-realtime/plugin-realtime-common';
import {
  useLoad,
  type OwnedClaim,
} from '@backstage-realtime/plugin-realtime-react';
import { useCallback, useMemo } from 'react';
import { OWNED_FIELDS, type OwnedEntity } from './useOwnedEntities';

/** What the catalog knows around the entities of the list. */
export interface OwnedBackground {
  /** Titles of systems by ref. */
  systems: ReadonlyMap<string, string>;
  /** By ref of the entity it was made for: the claim that needs somebody most. */
  claims: ReadonlyMap<string, OwnedClaim>;
}

/** Claims that are asked for; the rows of the others say nothing of a platform. */
const MAX_CLAIMS = 500;

/**
 * Systems and claims of the listed entities, with the rights of the reader.
 * Empty until the catalog has answered, and where it does not: the list needs
 * neither, and says nothing of a claim that it does not know.
 */
export function useOwnedBackground(
  entities: readonly OwnedEntity[],
): OwnedBackground {
  const catalog = useApi(catalogApiRef);
  const key = useMemo(() => toKey(entities), [entities]);
  const load = useCallback(
    async (refs: string) => {
      const { entityRefs, systemRefs } = JSON.parse(refs) as Refs;
      const [systems, claims] = await Promise.all([
        readSystems(catalog, systemRefs),
        readClaims(catalog, entityRefs),
      ]);
      return { systems, claims };
    },
    [catalog],
  );
  const loaded = useLoad(key, load);
  return loaded.state === 'ready' ? loaded.value : NOTHING;
}

const NOTHING: OwnedBackground = { systems: new Map(), claims: new Map() };

interface Refs {
  entityRefs: string[];
  systemRefs: string[];
}

/** Undefined for none, so that nothing is asked. */
function toKey(entities: readonly OwnedEntity[]): string | undefined {
  if (entities.length === 0) return undefined;
  const refs: Refs = {
    entityRefs: entities.map(({ entityRef }) => entityRef),
    systemRefs: [...new Set(entities.flatMap(e => e.systemRef ?? []))],
  };
  return JSON.stringify(refs);
}

async function readSystems(catalog: CatalogApi, systemRefs: string[]) {
  if (systemRefs.length === 0) return new Map<string, string>();
  const { items } = await catalog.getEntitiesByRefs({
    entityRefs: systemRefs,
    fields: OWNED_FIELDS,
  });
  return new Map(
    systemRefs.map((ref, i) => [ref, titleOf(items[i]) ?? systemName(ref)]),
  );
}

function titleOf(entity: Entity | undefined): string | undefined {
  return entity && (entity.metadata.title ?? entity.metadata.name);
}

/** A system that the reader may not see still has its name in the ref. */
export function systemName(ref: string): string {
  return parseEntityRef(ref).name;
}

async function readClaims(catalog: CatalogApi, entityRefs: string[]) {
  const { items } = await catalog.queryEntities({
    filter: {
      [`metadata.annotations.${CLAIM_ANNOTATIONS.status}`]:
        CATALOG_FILTER_EXISTS,
      [`relations.${RELATION_DEPENDENCY_OF}`]: entityRefs,
    },
    fields: OWNED_FIELDS,
    totalItems: 'exclude',
    limit: MAX_CLAIMS,
  });
  const claims = new Map<string, OwnedClaim>();
  for (const item of items) {
    const claim = toClaim(item);
    if (!claim) continue;
    for (const { type, targetRef } of item.relations ?? [])
      if (type === RELATION_DEPENDENCY_OF)
        claims.set(targetRef, worse(claims.get(targetRef), claim));
  }
  return claims;
}

function toClaim(entity: Entity): OwnedClaim | undefined {
  const phase = readClaimPhase(entity);
  const message = entity.metadata.annotations?.[CLAIM_ANNOTATIONS.message];
  return phase && { phase, message };
}

function worse(a: OwnedClaim | undefined, b: OwnedClaim): OwnedClaim {
  if (!a) return b;
  const rank = ({ phase }: OwnedClaim) => CLAIM_PHASES.indexOf(phase);
  return rank(a) <= rank(b) ? a : b;
}
