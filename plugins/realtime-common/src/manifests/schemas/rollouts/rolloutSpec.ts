import { z } from 'zod';
import { serviceName } from '../parts';
import { closed } from '../kubernetes/closed';
import {
  intOrPercent,
  labelSelector,
  requireSelected,
} from '../kubernetes/labels';
import { podTemplate } from '../kubernetes/podTemplate';
import { analysisRef } from './analysisRef';
import { reportCanary } from './canaryRules';
import { canaryStep } from './canaryStep';

const trafficRouting = closed(
  {
    managedRoutes: z.array(closed({ name: z.string() })).optional(),
    maxTrafficWeight: z.int().min(1).optional(),
    plugins: z.record(z.string(), z.unknown()).optional(),
  },
  'alb ambassador apisix appMesh istio nginx smi traefik',
);

const canary = closed(
  {
    canaryService: serviceName.optional(),
    stableService: serviceName.optional(),
    steps: z.array(canaryStep).max(100).optional(),
    analysis: analysisRef
      .extend({ startingStep: z.int().min(0).optional() })
      .optional(),
    trafficRouting: trafficRouting.optional(),
    maxSurge: intOrPercent.optional(),
    maxUnavailable: intOrPercent.optional(),
    abortScaleDownDelaySeconds: z.int().min(0).optional(),
  },
  `antiAffinity canaryMetadata dynamicStableScale minPodsPerReplicaSet pingPong
   replicaProgressThreshold scaleDownDelayRevisionLimit scaleDownDelaySeconds
   stableMetadata`,
);

const blueGreen = closed(
  {
    activeService: serviceName,
    previewService: serviceName.optional(),
    prePromotionAnalysis: analysisRef.optional(),
    postPromotionAnalysis: analysisRef.optional(),
  },
  `abortScaleDownDelaySeconds activeMetadata antiAffinity autoPromotionEnabled
   autoPromotionSeconds maxUnavailable previewMetadata previewReplicaCount
   scaleDownDelayRevisionLimit scaleDownDelaySeconds`,
);

/** `spec` of a Rollout, with what its schema does not say. */
export const rolloutSpec = closed(
  {
    replicas: z.int().min(0).max(1000).optional(),
    selector: labelSelector.optional(),
    template: podTemplate.optional(),
    workloadRef: closed(
      { apiVersion: z.string(), kind: z.string(), name: z.string() },
      'scaleDown',
    ).optional(),
    strategy: closed({
      canary: canary.optional(),
      blueGreen: blueGreen.optional(),
    }).refine(
      each => (each.canary === undefined) !== (each.blueGreen === undefined),
      'has one of canary and blueGreen',
    ),
  },
  `analysis minReadySeconds paused progressDeadlineAbort progressDeadlineSeconds
   restartAt revisionHistoryLimit rollbackWindow`,
)
  .refine(
    ({ template, workloadRef }) =>
      (template === undefined) !== (workloadRef === undefined),
    'has one of template and workloadRef',
  )
  .superRefine((spec, ctx) => {
    if (spec.template) requireSelected(spec, ctx);
    reportCanary(spec, ctx);
  });
