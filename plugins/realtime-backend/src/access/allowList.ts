import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { StreamRef } from '@backstage-realtime/plugin-realtime-common';
import type { AllowRule } from '../config/settings';
import { ownerOf } from './owner';
import { matchesAny } from './glob';

/** What the rules look at: who asks to use what. */
interface Claim {
  ref: StreamRef;
  topic: string;
  entityRef: string;
  namespace: string;
  owner: string;
}

/**
 * The first rule that lets the entity use the stream. An annotation is written
 * by users and is only a wish; without a rule nothing is allowed.
 */
export function findAllowRule(
  rules: AllowRule[],
  entity: Entity,
  ref: StreamRef,
): AllowRule | undefined {
  const claim: Claim = {
    ref,
    topic: ref.kind === 'websocket' ? ref.system : ref.topic,
    entityRef: stringifyEntityRef(entity),
    namespace: entity.metadata.namespace ?? 'default',
    owner: ownerOf(entity) ?? '',
  };
  return rules.find(rule => matches(rule, claim));
}

function matches(rule: AllowRule, claim: Claim): boolean {
  return (
    (rule.kinds === undefined || rule.kinds.includes(claim.ref.kind)) &&
    matchesAny(rule.systems, claim.ref.system) &&
    matchesAny(rule.topics, claim.topic) &&
    matchesAny(rule.owners, claim.owner) &&
    matchesAny(rule.namespaces, claim.namespace) &&
    matchesAny(rule.entities, claim.entityRef)
  );
}
