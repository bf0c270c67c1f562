import { z } from 'zod';
import { serviceName } from '../parts';
import { closed } from './closed';
import { labels, labelSelector } from './labels';

const portNumber = z.int().min(1).max(65_535);

const servicePort = closed(
  {
    name: z.string().max(63).optional(),
    port: portNumber,
    targetPort: z.union([portNumber, z.string().max(15)]).optional(),
  },
  'appProtocol nodePort protocol',
);

/** `spec` of a Service. */
export const serviceSpec = closed(
  {
    ports: z
      .array(servicePort)
      .min(1)
      .refine(
        ports => ports.length === 1 || ports.every(({ name }) => name),
        'several ports have a name each',
      ),
    selector: labels.optional(),
  },
  `allocateLoadBalancerNodePorts clusterIP clusterIPs externalIPs externalName
   externalTrafficPolicy healthCheckNodePort internalTrafficPolicy ipFamilies
   ipFamilyPolicy loadBalancerClass loadBalancerIP loadBalancerSourceRanges
   publishNotReadyAddresses sessionAffinity sessionAffinityConfig
   trafficDistribution type`,
);

/** `spec` of a NetworkPolicy. */
export const networkPolicySpec = closed({
  podSelector: labelSelector,
  policyTypes: z.array(z.enum(['Ingress', 'Egress'])).min(1),
  ingress: z
    .array(
      closed({
        from: z
          .array(
            closed(
              {
                podSelector: labelSelector.optional(),
                namespaceSelector: labelSelector.optional(),
              },
              'ipBlock',
            ),
          )
          .optional(),
        ports: z.array(closed({}, 'port protocol endPort')).optional(),
      }),
    )
    .optional(),
  egress: z.array(closed({}, 'to ports')).optional(),
});

const backendRef = closed(
  {
    name: serviceName,
    port: portNumber.optional(),
    weight: z.int().min(0).max(1_000_000).optional(),
  },
  'filters group kind namespace',
);

/** `spec` of an HTTPRoute of the Gateway API. */
export const httpRouteSpec = closed({
  parentRefs: z
    .array(
      closed({ name: z.string() }, 'group kind namespace port sectionName'),
    )
    .min(1)
    .max(32),
  hostnames: z.array(z.string().max(253)).max(16).optional(),
  rules: z
    .array(
      closed(
        { backendRefs: z.array(backendRef).max(16).optional() },
        'filters matches name timeouts retry sessionPersistence',
      ),
    )
    .min(1)
    .max(16),
});

/** `spec` of a HealthCheckPolicy of Google Kubernetes Engine. */
export const healthCheckPolicySpec = closed({
  default: closed(
    {
      config: closed(
        {
          type: z.enum(['HTTP', 'HTTPS', 'HTTP2', 'GRPC', 'TCP']),
          httpHealthCheck: closed(
            { requestPath: z.string().startsWith('/') },
            'host port portName portSpecification proxyHeader response',
          ).optional(),
        },
        'grpcHealthCheck http2HealthCheck httpsHealthCheck tcpHealthCheck',
      ),
    },
    'checkIntervalSec healthyThreshold logConfig timeoutSec unhealthyThreshold',
  ),
  targetRef: closed(
    { kind: z.enum(['Service', 'ServiceImport']), name: serviceName },
    'group namespace',
  ),
});
