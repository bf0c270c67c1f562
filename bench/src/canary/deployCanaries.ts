import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigReader } from '@backstage/config';
import {
  KubernetesClusters,
  type KubernetesClient,
} from '@backstage-realtime/plugin-realtime-node';
import { ANNOTATIONS } from '@backstage-realtime/plugin-realtime-common';

const ROOT = resolve(__dirname, '../../..');
const API = 'argoproj.io/v1alpha1';
const NAMESPACE = 'realtime';
const ANALYSIS = 'bench-canary';

/** Name of the entity that has all of the rollouts. */
export const ENTITY = 'bench-canaries';

/** Pods come within seconds; a cluster that takes longer is broken. */
const PATIENCE_MS = 120_000;

const nameOf = (i: number) => `bench-canary-${i + 1}`;

/**
 * Writes a layer of app-config whose catalog has, beside the demo, an entity
 * with that many rollouts; gives back its path. JSON is YAML.
 */
export async function writeConfig(
  folder: string,
  rollouts: number,
): Promise<string> {
  const entity = resolve(folder, 'entity.yaml');
  const config = resolve(folder, 'app-config.yaml');
  await writeFile(entity, JSON.stringify(entityWith(rollouts)));
  const locations = [
    { type: 'file', target: resolve(ROOT, 'examples/entities.yaml') },
    {
      type: 'file',
      target: resolve(ROOT, 'examples/org.yaml'),
      rules: [{ allow: ['User', 'Group'] }],
    },
    { type: 'file', target: entity },
  ];
  await writeFile(config, JSON.stringify({ catalog: { locations } }));
  return config;
}

function entityWith(rollouts: number) {
  const keys = Array.from(
    { length: rollouts },
    (_, i) => `local/${NAMESPACE}/${nameOf(i)}`,
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: ENTITY,
      annotations: {
        [ANNOTATIONS.rollout]: keys.join(','),
        [ANNOTATIONS.metrics]: 'pingpong',
      },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'team-realtime',
      system: 'ping-pong',
    },
  };
}

/** The cluster of a portal that was started by `npm start` with this configuration. */
export async function clusterOf(configFile: string): Promise<KubernetesClient> {
  const { realtime } = JSON.parse(await readFile(configFile, 'utf8'));
  return KubernetesClusters.fromConfig(new ConfigReader({ realtime })).get(
    'local',
  );
}

/**
 * That many rollouts, each with a canary beside stable that waits for somebody
 * while an analysis in the background measures it. Resolves when all of them
 * wait.
 */
export async function deployCanaries(
  client: KubernetesClient,
  rollouts: number,
): Promise<void> {
  const names = Array.from({ length: rollouts }, (_, i) => nameOf(i));
  await client.apply(analysisTemplate());
  for (const name of names) await client.apply(rolloutOf(name, '1.0'));
  await allAre(client, names, 'Healthy');
  for (const name of names) await client.apply(rolloutOf(name, '2.0'));
  await allAre(client, names, 'Paused');
}

/** Follows the rollouts until each is in this phase. */
async function allAre(
  client: KubernetesClient,
  names: readonly string[],
  phase: string,
): Promise<void> {
  const waited = new Set(names);
  const target = { apiVersion: API, kind: 'Rollout', namespace: NAMESPACE };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  for await (const change of client.watch(target, { signal })) {
    if (change.type === 'interrupted') continue;
    const objects =
      change.type === 'snapshot' ? change.objects : [change.object];
    for (const { metadata, status } of objects) {
      const told = status as
        { phase?: string; observedGeneration?: string } | undefined;
      const isCurrent = told?.observedGeneration === `${metadata.generation}`;
      if (isCurrent && told?.phase === phase) waited.delete(metadata.name);
    }
    if (waited.size === 0) return;
  }
  throw new Error(`${waited.size} rollouts are not ${phase} after two minutes`);
}

function rolloutOf(name: string, version: string) {
  const labels = { app: name };
  const image = `registry.example.org/bench:${version}`;
  const ports = [{ containerPort: 8000, protocol: 'TCP' }];
  return {
    apiVersion: API,
    kind: 'Rollout',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'app', image, ports }] },
      },
      strategy: {
        canary: {
          analysis: {
            templates: [{ templateName: ANALYSIS }],
            args: [
              { name: 'rollout', value: name },
              {
                name: 'hash',
                valueFrom: { podTemplateHashValue: 'Latest' },
              },
            ],
          },
          steps: [
            { setWeight: 50 },
            { pause: {} },
            { setWeight: 75 },
            { pause: { duration: '60s' } },
          ],
        },
      },
    },
  };
}

function analysisTemplate() {
  const pods = `namespace="${NAMESPACE}",pod=~"{{args.rollout}}-{{args.hash}}-.+"`;
  const metric = (name: string, query: string) => ({
    name,
    interval: '10s',
    successCondition: 'len(result) == 0 || result[0] < 1',
    failureLimit: 3,
    provider: { prometheus: { query } },
  });
  return {
    apiVersion: API,
    kind: 'AnalysisTemplate',
    metadata: { name: ANALYSIS, namespace: NAMESPACE },
    spec: {
      args: [{ name: 'rollout' }, { name: 'hash' }],
      metrics: [
        metric(
          'cpu',
          `avg(rate(container_cpu_usage_seconds_total{${pods}}[20s]))`,
        ),
        metric(
          'error-share',
          `sum(rate(http_requests_total{${pods},status=~"5.."}[20s])) / sum(rate(http_requests_total{${pods}}[20s]))`,
        ),
      ],
    },
  };
}
