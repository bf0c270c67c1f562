import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  type GroupRef,
  matchesAny,
  toRolloutKey,
  type RolloutRef,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { AllowRule } from '../config/settings';
import { ownerOf } from './owner';

/** Who asks. */
interface Claimant {
  entityRef: string;
  namespace: string;
  owner: string;
}

/** What the rules look at: who asks to use what. */
interface Claim extends Claimant {
  kind: StreamRef['kind'];
  system: string;
  topic?: string;
  group?: string;
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
  const { kind, system } = ref;
  const topic = ref.kind === 'websocket' ? ref.system : ref.topic;
  const claim: Claim = { kind, system, topic, ...claimant(entity) };
  return rules.find(rule => matches(rule, claim));
}

/** The first rule that lets the entity show the lag of a consumer group. */
export function findGroupRule(
  rules: AllowRule[],
  entity: Entity,
  { system, group }: GroupRef,
): AllowRule | undefined {
  const claim: Claim = { kind: 'kafka', system, group, ...claimant(entity) };
  return rules.find(rule => matches(rule, claim));
}

/**
 * The first rule that lets the entity show a rollout. A rule has to name
 * rollouts to let any through: those about streams are older than rollouts.
 */
export function findRolloutRule(
  rules: AllowRule[],
  entity: Entity,
  rollout: RolloutRef,
): AllowRule | undefined {
  const key = toRolloutKey(rollout);
  const who = claimant(entity);
  return rules.find(
    rule =>
      rule.rollouts !== undefined &&
      matchesAny(rule.rollouts, key) &&
      isFor(rule, who),
  );
}

function claimant(entity: Entity): Claimant {
  return {
    entityRef: stringifyEntityRef(entity),
    namespace: entity.metadata.namespace ?? 'default',
    owner: ownerOf(entity) ?? '',
  };
}

function matches(rule: AllowRule, claim: Claim): boolean {
  return (
    isAboutStreams(rule) &&
    (rule.kinds === undefined || rule.kinds.includes(claim.kind)) &&
    matchesAny(rule.systems, claim.system) &&
    (claim.topic === undefined || matchesAny(rule.topics, claim.topic)) &&
    (claim.group === undefined || matchesAny(rule.groups, claim.group)) &&
    isFor(rule, claim)
  );
}

/** A rule that names rollouts and nothing of streams would grant every stream otherwise. */
function isAboutStreams(rule: AllowRule): boolean {
  const { kinds, systems, topics, groups } = rule;
  return (
    rule.rollouts === undefined ||
    [kinds, systems, topics, groups].some(part => part !== undefined)
  );
}

function isFor(
  rule: AllowRule,
  { owner, namespace, entityRef }: Claimant,
): boolean {
  return (
    matchesAny(rule.owners, owner) &&
    matchesAny(rule.namespaces, namespace) &&
    matchesAny(rule.entities, entityRef)
  );
}
