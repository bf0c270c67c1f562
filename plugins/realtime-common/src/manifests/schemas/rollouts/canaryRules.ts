import type { z } from 'zod';
import type { CanaryStep } from './canaryStep';

/** The parts of a canary that depend on each other. */
interface Canary {
  canaryService?: string;
  stableService?: string;
  steps?: readonly CanaryStep[];
  trafficRouting?: {
    managedRoutes?: readonly { name: string }[];
    maxTrafficWeight?: number;
  };
}

/** Where in `spec.strategy.canary`, and what is wrong there. */
interface CanaryProblem {
  path: (string | number)[];
  message: string;
}

/** Steps that only a router can follow. */
const NEEDS_ROUTER = ['setCanaryScale', 'setHeaderRoute', 'setMirrorRoute'];

/**
 * What no schema says and the controller refuses, or takes and does not mean.
 * `replicas` is missing where something else scales the pods.
 * Source: validation of Argo Rollouts 1.9.
 */
export function findCanaryProblems(
  canary: Canary,
  replicas?: number,
): CanaryProblem[] {
  const steps = canary.steps ?? [];
  return [
    ...findServiceProblems(canary),
    ...steps.flatMap((step, i) =>
      findStepProblems(step, canary, replicas).map(({ path, message }) => ({
        path: ['steps', i, ...path],
        message,
      })),
    ),
  ];
}

/** Reports the problems of `spec.strategy.canary`. */
export function reportCanary(
  spec: { replicas?: number; strategy: { canary?: Canary } },
  ctx: z.core.$RefinementCtx,
): void {
  const { canary } = spec.strategy;
  if (!canary) return;
  for (const { path, message } of findCanaryProblems(canary, spec.replicas))
    ctx.addIssue({
      code: 'custom',
      path: ['strategy', 'canary', ...path],
      message,
    });
}

function findServiceProblems(canary: Canary): CanaryProblem[] {
  const { canaryService, stableService, trafficRouting } = canary;
  if (trafficRouting && !(canaryService && stableService))
    return [
      {
        path: [canaryService ? 'stableService' : 'canaryService'],
        message: 'is missing: a router needs a Service for each version',
      },
    ];
  if (!canaryService || canaryService !== stableService) return [];
  const message = 'is the stable one as well; each version needs its own';
  return [{ path: ['canaryService'], message }];
}

function findStepProblems(
  step: CanaryStep,
  { trafficRouting }: Canary,
  replicas?: number,
): CanaryProblem[] {
  const unrouted = NEEDS_ROUTER.find(kind => kind in step);
  if (!trafficRouting && unrouted)
    return [
      { path: [unrouted], message: 'does nothing without trafficRouting' },
    ];
  const { setWeight: weight, setHeaderRoute, setMirrorRoute } = step;
  if (weight !== undefined)
    return findWeightProblems(weight, trafficRouting, replicas);
  const route = setHeaderRoute ?? setMirrorRoute;
  const routes = trafficRouting?.managedRoutes ?? [];
  if (!route || routes.some(({ name }) => name === route.name)) return [];
  const message = `"${route.name}" is not among trafficRouting.managedRoutes`;
  return [
    { path: [setHeaderRoute ? 'setHeaderRoute' : 'setMirrorRoute'], message },
  ];
}

/** Without a router the weight is a share of pods, of which there have to be enough. */
function findWeightProblems(
  weight: number,
  trafficRouting: Canary['trafficRouting'],
  replicas?: number,
): CanaryProblem[] {
  const path = ['setWeight'];
  const max = trafficRouting?.maxTrafficWeight ?? 100;
  if (weight > max)
    return [{ path, message: `has to be a share of 0 to ${max}` }];
  if (trafficRouting || replicas === undefined || weight % 100 === 0) return [];
  const needed = Math.ceil(100 / Math.min(weight, 100 - weight));
  if (replicas >= needed) return [];
  const message = `means nothing with ${replicas} pods: without a router it is a share of them, and ${weight} % needs ${needed}; raise spec.replicas or add trafficRouting`;
  return [{ path, message }];
}
