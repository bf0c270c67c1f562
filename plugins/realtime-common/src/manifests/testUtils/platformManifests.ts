import type { Manifest } from '../manifest';

/** What surrounds a service, one well-written manifest a kind, for tests. */

const labels = { 'app.kubernetes.io/name': 'counter' };

const container = {
  name: 'counter',
  image: 'registry.example.org/counter:1.0.0',
  env: [{ name: 'A', value: 'b' }],
  resources: { requests: { cpu: '50m' }, limits: { memory: '96Mi' } },
  securityContext: { allowPrivilegeEscalation: false },
  readinessProbe: { httpGet: { path: '/', port: 80 } },
  livenessProbe: { httpGet: { path: '/', port: 80 } },
};

/** `spec.template` of a workload; `changed` is of its only container. */
export function aPodTemplate(changed: object = {}) {
  return {
    metadata: { labels },
    spec: {
      securityContext: {
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [{ ...container, ...changed }],
    },
  };
}

function manifest(kind: string, apiVersion: string) {
  return (spec: object): Manifest => ({
    apiVersion,
    kind,
    metadata: { name: 'counter', namespace: 'team-a', labels },
    spec,
  });
}

const rollout = manifest('Rollout', 'argoproj.io/v1alpha1');

const args = [{ name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } }];

/** Four pods, three steps; `canary` and `spec` are what is changed. */
export function aRollout(canary: object = {}, spec: object = {}): Manifest {
  return rollout({
    replicas: 4,
    selector: { matchLabels: labels },
    template: aPodTemplate(),
    strategy: {
      canary: {
        steps: [
          { setWeight: 25 },
          { pause: { duration: '60s' } },
          { analysis: { templates: [{ templateName: 'judge' }], args } },
        ],
        ...canary,
      },
    },
    ...spec,
  });
}

const analysisTemplate = manifest('AnalysisTemplate', 'argoproj.io/v1alpha1');

/** One metric of Prometheus, of which `metric` is changed. */
export function anAnalysisTemplate(
  metric: object = {},
  spec: object = {},
): Manifest {
  return analysisTemplate({
    args: [{ name: 'hash' }],
    metrics: [
      {
        name: 'errors',
        interval: '30s',
        count: 5,
        failureLimit: 1,
        successCondition: 'len(result) > 0 && result[0] < 0.05',
        provider: {
          prometheus: {
            address: 'http://prometheus:9090',
            query: 'up{pod=~"counter-{{args.hash}}-.*"}',
          },
        },
        ...metric,
      },
    ],
    ...spec,
  });
}

const workload = {
  selector: { matchLabels: labels },
  template: aPodTemplate(),
};

const secretStoreRef = { kind: 'ClusterSecretStore', name: 'vault' };

/** One of each other kind, by its name. */
export const others: Readonly<Record<string, Manifest>> = {
  Deployment: manifest('Deployment', 'apps/v1')(workload),
  StatefulSet: manifest(
    'StatefulSet',
    'apps/v1',
  )({ ...workload, serviceName: 'counter' }),
  PodDisruptionBudget: manifest(
    'PodDisruptionBudget',
    'policy/v1',
  )({ maxUnavailable: 1, selector: { matchLabels: labels } }),
  Service: manifest(
    'Service',
    'v1',
  )({ selector: labels, ports: [{ port: 80, targetPort: 'http' }] }),
  NetworkPolicy: manifest(
    'NetworkPolicy',
    'networking.k8s.io/v1',
  )({
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress'],
    ingress: [{ ports: [{ port: 80, protocol: 'TCP' }] }],
  }),
  HTTPRoute: manifest(
    'HTTPRoute',
    'gateway.networking.k8s.io/v1',
  )({
    parentRefs: [{ name: 'public', namespace: 'gateways' }],
    rules: [{ backendRefs: [{ name: 'counter', port: 80, weight: 100 }] }],
  }),
  HealthCheckPolicy: manifest(
    'HealthCheckPolicy',
    'networking.gke.io/v1',
  )({
    default: {
      config: { type: 'HTTP', httpHealthCheck: { requestPath: '/health' } },
    },
    targetRef: { group: '', kind: 'Service', name: 'counter' },
  }),
  ExternalSecret: manifest(
    'ExternalSecret',
    'external-secrets.io/v1',
  )({
    refreshInterval: '1h',
    secretStoreRef,
    target: { name: 'database' },
    data: [{ secretKey: 'password', remoteRef: { key: 'a', property: 'b' } }],
  }),
  Cluster: manifest(
    'Cluster',
    'postgresql.cnpg.io/v1',
  )({ instances: 3, storage: { size: '1Gi' } }),
  Kustomization: manifest(
    'Kustomization',
    'kustomize.toolkit.fluxcd.io/v1',
  )({
    interval: '10m',
    path: './deploy',
    prune: true,
    sourceRef: { kind: 'GitRepository', name: 'counter' },
    decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
  }),
};

/** An object without a spec. */
export function aSecret(fields: object): object {
  const { metadata } = others.Service;
  return { apiVersion: 'v1', kind: 'Secret', metadata, ...fields };
}
