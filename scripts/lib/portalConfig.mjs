import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RUN_DIR } from './paths.mjs';

/**
 * What of the configuration depends on this run: the port, and where the
 * sandbox listens. Everything else stays in app-config.yaml.
 * @param {number} port
 * @typedef {{kafkaBrokers: string[], schemaRegistryUrl: string, mqttUrl: string, websocketUrl: string, prometheusUrl: string, kubernetes: {url: string, token: string, caData: string}}} Addresses
 * @param {Addresses} [sandbox]
 */
export function buildPortalConfig(port, sandbox) {
  const baseUrl = `http://localhost:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { port },
      cors: { origin: baseUrl },
      reading: { allow: [publishedProjects(port)] },
    },
    realtime: {
      ...(sandbox && realtimeSection(sandbox)),
      publishLocal: { root: publishedDir(port) },
    },
  };
}

/**
 * Writes the configuration of a run; JSON is YAML. Returns the path. What an
 * earlier run of the demo published is forgotten with its catalog.
 */
export function writePortalConfig(
  port,
  sandbox,
  file = join(RUN_DIR, `app-config-${port}.yaml`),
) {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(publishedDir(port), { recursive: true, force: true });
  const config = buildPortalConfig(port, sandbox);
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  return file;
}

function publishedDir(port) {
  return join(RUN_DIR, `published-${port}`);
}

/** What templates published on this machine; the catalog reads nothing else of it. */
function publishedProjects(port) {
  const paths = ['/api/scaffolder/realtime/published/'];
  return { host: `localhost:${port}`, paths };
}

function realtimeSection(sandbox) {
  const { kafkaBrokers, kubernetes, mqttUrl, websocketUrl } = sandbox;
  const prometheus = { url: sandbox.prometheusUrl };
  const schemaRegistry = { url: sandbox.schemaRegistryUrl };
  const kafka = { brokers: kafkaBrokers, schemaRegistry };
  return {
    kafka: { clusters: { local: kafka } },
    mqtt: { brokers: { local: { url: mqttUrl } } },
    websocket: { endpoints: { 'ping-pong': { url: websocketUrl } } },
    kubernetes: { clusters: { local: clusterOf(kubernetes) } },
    prometheus: { instances: { local: prometheus } },
  };
}

/** What the templates of the demo may create there beside claims. */
const KINDS = [
  'AnalysisTemplate.argoproj.io',
  'Deployment.apps',
  'HTTPRoute.gateway.networking.k8s.io',
  'NetworkPolicy.networking.k8s.io',
  'PodDisruptionBudget.policy',
  'Rollout.argoproj.io',
  'Service',
  'ServiceAccount',
  'StatefulSet.apps',
];

function clusterOf({ url, token, caData }) {
  return { url, serviceAccountToken: token, caData, kinds: KINDS };
}
