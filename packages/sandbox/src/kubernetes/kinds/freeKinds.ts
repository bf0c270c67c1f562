import type { JsonObject } from '../model/json';
import { defineFreely } from './customKinds';

/** Kinds of a realtime platform that are stored as they come, with no controller behind them. */
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
    group: 'argoproj.io',
    version: 'v1alpha1',
    kind: 'Rollout',
    plural: 'rollouts',
    shortNames: ['ro'],
  }),
  defineFreely({
    group: 'argoproj.io',
    version: 'v1alpha1',
    kind: 'AnalysisRun',
    plural: 'analysisruns',
    shortNames: ['ar'],
  }),
  defineFreely({
    group: 'argoproj.io',
    version: 'v1alpha1',
    kind: 'AnalysisTemplate',
    plural: 'analysistemplates',
    shortNames: ['at'],
  }),
];
