import type { JsonObject } from '../model/json';
import { defineFreely } from './customKinds';
import { ROLLOUT_KINDS } from './rolloutKinds';

/** Kinds of a realtime platform, and of what is deployed on it, beside its claims. */
export const FREE_KINDS: readonly JsonObject[] = [
  defineFreely({
    group: 'core.oam.dev',
    version: 'v1beta1',
    kind: 'Application',
    plural: 'applications',
    shortNames: ['app'],
  }),
  defineFreely({
    group: 'kafka.strimzi.io',
    version: 'v1',
    kind: 'KafkaTopic',
    plural: 'kafkatopics',
    shortNames: ['kt'],
  }),
  defineFreely({
    group: 'gateway.networking.k8s.io',
    version: 'v1',
    kind: 'HTTPRoute',
    plural: 'httproutes',
    shortNames: [],
  }),
  ...ROLLOUT_KINDS,
];
