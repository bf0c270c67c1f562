import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  formatFinding,
  toRolloutKey,
  type AnalysisMetric,
  type AnalysisRun,
  type CanaryState,
  type RolloutRow,
} from '@backstage-realtime/plugin-realtime-common';
import type { RolloutAccess } from '../access/RolloutAccess';
import type { CanaryService } from '../canary/CanaryService';
import { toHttpError } from '../http/toHttpError';

/** What the actions need. */
export interface RolloutActionServices {
  actionsRegistry: ActionsRegistryService;
  rolloutAccess: Pick<RolloutAccess, 'authorise'>;
  canary: Pick<CanaryService, 'snapshot'>;
}

/** Runs an answer holds; a reader of it has little room. */
const MAX_RUNS = 5;

const ENTITY_REF = 'Ref of an entity: component:default/ping-pong';

/**
 * Adds `rollout-status` and `analysis-explain` to the actions registry. Both
 * only read, with the caller's credentials, and answer in a few lines.
 */
export function registerRolloutActions(services: RolloutActionServices): void {
  registerStatus(services);
  registerExplain(services);
}

function registerStatus(services: RolloutActionServices): void {
  services.actionsRegistry.register({
    name: 'rollout-status',
    title: 'Rollout status',
    description:
      'Says where the canary rollouts of a catalog entity are: the step, what each waits for, why one was aborted, and what to do next, in sentences with numbers. Unknown is not good news.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z => z.object({ entityRef: z.string().describe(ENTITY_REF) }),
      output: z =>
        z.object({
          rollouts: z.array(
            z.object({
              rollout: z.string().describe('cluster/namespace/name'),
              verdict: z.string(),
              phase: z.string().optional(),
              headline: z.string(),
              details: z.array(z.string()),
              next: z.string().optional(),
            }),
          ),
          problems: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const state = await read(input.entityRef, credentials, services);
      const { problems } = state;
      return { output: { rollouts: state.rollouts.map(toStatus), problems } };
    },
  });
}

function registerExplain(services: RolloutActionServices): void {
  services.actionsRegistry.register({
    name: 'analysis-explain',
    title: 'Explain the analysis of a rollout',
    description:
      'Explains the analysis runs that judge the canary rollouts of a catalog entity: each metric with its condition, its last measurements, and how many failures are still allowed.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z => z.object({ entityRef: z.string().describe(ENTITY_REF) }),
      output: z =>
        z.object({
          runs: z.array(
            z.object({
              rollout: z.string(),
              run: z.string(),
              step: z.number().optional().describe('From 1'),
              phase: z.string(),
              message: z.string().optional(),
              metrics: z.array(
                z.object({
                  metric: z.string(),
                  phase: z.string(),
                  condition: z.string().optional(),
                  measured: z.array(z.string()),
                  failed: z.number(),
                  failuresLeft: z.number(),
                  decides: z.boolean(),
                }),
              ),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const state = await read(input.entityRef, credentials, services);
      return { output: { runs: state.rollouts.flatMap(toRuns) } };
    },
  });
}

/** As the caller: what policy hides from them is not there. */
async function read(
  entityRef: string,
  credentials: BackstageCredentials,
  { rolloutAccess, canary }: RolloutActionServices,
): Promise<CanaryState> {
  const grant = await rolloutAccess.authorise(entityRef, credentials);
  if (!grant.ok) throw toHttpError(grant);
  return await canary.snapshot(grant);
}

function toStatus({ ref, rollout }: RolloutRow) {
  const key = toRolloutKey(ref);
  if (!rollout.known) {
    const { detail, code } = rollout.missing;
    return {
      rollout: key,
      verdict: 'unknown',
      headline: `Not known: ${detail ?? code}`,
      details: [],
    };
  }
  const { verdict, phase, headline, details, next } = rollout.value;
  return {
    rollout: key,
    verdict,
    phase,
    headline: formatFinding(headline),
    details: details.map(detail => formatFinding(detail)),
    next: next && formatFinding(next),
  };
}

function toRuns({ ref, rollout }: RolloutRow) {
  if (!rollout.known) return [];
  const key = toRolloutKey(ref);
  return rollout.value.analysis.slice(0, MAX_RUNS).map(run => toRun(key, run));
}

function toRun(rollout: string, run: AnalysisRun) {
  const { name, stepIndex, phase, message, metrics } = run;
  return {
    rollout,
    run: name,
    step: stepIndex === undefined ? undefined : stepIndex + 1,
    phase,
    message,
    metrics: metrics.map(toMetric),
  };
}

function toMetric(metric: AnalysisMetric) {
  const { name, phase, successCondition, failureCondition } = metric;
  return {
    metric: name,
    phase,
    condition: successCondition ?? failureCondition,
    measured: metric.measurements.map(({ value, raw, phase: verdict }) => {
      const text = value.known ? `${value.value}` : (raw ?? value.missing.code);
      return `${text}: ${verdict}`;
    }),
    failed: metric.counts.failed,
    failuresLeft: metric.left.failed,
    decides: !metric.isDryRun,
  };
}
