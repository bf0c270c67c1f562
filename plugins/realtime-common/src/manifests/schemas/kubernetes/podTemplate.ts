import { z } from 'zod';
import { imageName } from '../parts';
import { closed } from './closed';
import { labels } from './labels';

const resources = closed(
  {
    requests: z.record(z.string(), z.union([z.string(), z.number()])),
    limits: z.record(z.string(), z.union([z.string(), z.number()])),
  },
  'claims',
).refine(
  ({ limits }) => limits.memory !== undefined,
  'a container has a limit of memory, or it takes what others need',
);

const securityContext = z.looseObject({
  allowPrivilegeEscalation: z.literal(false),
  privileged: z.literal(false).optional(),
});

const probe = closed(
  {
    initialDelaySeconds: z.int().min(0).optional(),
    periodSeconds: z.int().min(1).optional(),
    timeoutSeconds: z.int().min(1).optional(),
    failureThreshold: z.int().min(1).optional(),
    successThreshold: z.int().min(1).optional(),
    terminationGracePeriodSeconds: z.int().min(0).optional(),
  },
  'exec grpc httpGet tcpSocket',
);

/** A variable and its text, or where that comes from. */
const variable = closed({
  name: z.string().min(1),
  value: z.string().optional(),
  valueFrom: z.looseObject({}).optional(),
}).refine(
  ({ value, valueFrom }) => value === undefined || valueFrom === undefined,
  'has a value and a reference; leave one out',
);

/** By the house rules: bounded, without rights, asked whether it is well. */
const container = closed(
  {
    name: z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/),
    image: imageName,
    env: z.array(variable).optional(),
    resources,
    securityContext,
    readinessProbe: probe,
    livenessProbe: probe,
    startupProbe: probe.optional(),
  },
  `args command envFrom imagePullPolicy lifecycle ports resizePolicy
   restartPolicy restartPolicyRules stdin stdinOnce terminationMessagePath
   terminationMessagePolicy tty volumeDevices volumeMounts workingDir`,
);

const podSpec = closed(
  {
    containers: z.array(container).min(1).max(20),
    securityContext: z.looseObject({
      runAsNonRoot: z.literal(true),
      seccompProfile: z.looseObject({ type: z.string() }),
    }),
    serviceAccountName: z.string().optional(),
    terminationGracePeriodSeconds: z.int().min(0).optional(),
  },
  `activeDeadlineSeconds affinity automountServiceAccountToken dnsConfig
   dnsPolicy enableServiceLinks ephemeralContainers hostAliases hostIPC
   hostNetwork hostPID hostUsers hostname hostnameOverride imagePullSecrets
   initContainers nodeName nodeSelector os overhead preemptionPolicy priority
   priorityClassName readinessGates resourceClaims resources restartPolicy
   runtimeClassName schedulerName schedulingGates schedulingGroup
   serviceAccount setHostnameAsFQDN shareProcessNamespace subdomain tolerations
   topologySpreadConstraints volumes`,
);

/** `spec.template` of a workload: what its pods are made of. */
export const podTemplate = closed({
  metadata: closed(
    { labels: labels.optional() },
    'annotations name creationTimestamp finalizers',
  ),
  spec: podSpec,
});
