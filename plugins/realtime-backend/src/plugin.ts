import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  realtimePermissions,
  realtimeRolloutPermissions,
} from '@backstage-realtime/plugin-realtime-common';
import {
  KubernetesClusters,
  readClaimApi,
  realtimeDecodersExtensionPoint,
  type RecordDecoder,
} from '@backstage-realtime/plugin-realtime-node';
import { registerHealthActions } from './actions/healthActions';
import { registerRolloutActions } from './actions/rolloutActions';
import { DefaultStreamAccess } from './access/DefaultStreamAccess';
import { loadResources, loadRolloutResources } from './access/loadResources';
import { AuditTrail } from './audit/AuditTrail';
import { systemClock, type Clock } from './clock';
import { readSettings } from './config/readSettings';
import type { RealtimeSettings } from './config/settings';
import { TopicNames } from './create/TopicNames';
import { createCanary } from './createCanary';
import { createEngine, type RecordEngine } from './createEngine';
import { createHealth } from './createHealth';
import { createMetrics } from './createMetrics';
import { Gateway, readListenPort } from './gateway';
import { TicketRate } from './gateway/tickets/TicketRate';
import { createRouter } from './http/router';
import {
  rolloutPermissionRules,
  rolloutResourceRef,
} from './permissions/rolloutRules';
import { streamPermissionRules, streamResourceRef } from './permissions/rules';

const services = {
  actionsRegistry: actionsRegistryServiceRef,
  auditor: coreServices.auditor,
  auth: coreServices.auth,
  catalog: catalogServiceRef,
  config: coreServices.rootConfig,
  database: coreServices.database,
  discovery: coreServices.discovery,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  lifecycle: coreServices.lifecycle,
  logger: coreServices.logger,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
};

type Services = {
  [Name in keyof typeof services]: (typeof services)[Name]['T'];
};

/**
 * Live records of Kafka topics, MQTT filters and WebSockets, and the health of
 * topics, for entity pages, below `/api/realtime`.
 *
 * @public
 */
export const realtimePlugin = createBackendPlugin({
  pluginId: 'realtime',
  register(env) {
    const decoders: RecordDecoder[] = [];
    env.registerExtensionPoint(realtimeDecodersExtensionPoint, {
      addDecoder: decoder => void decoders.push(decoder),
    });
    env.registerInit({ deps: services, init: deps => start(deps, decoders) });
  },
});

/** Settings first: a mistake in them stops the backend before anything is open. */
async function start(deps: Services, decoders: RecordDecoder[]) {
  const { auditor, config, httpRouter, lifecycle, logger } = deps;
  const settings = readSettings(config);
  const clusters = KubernetesClusters.fromConfig(config);
  registerPermissions(deps);
  const clock = systemClock;
  const engine = createEngine({ settings, decoders, logger, clock });
  const access = DefaultStreamAccess.create({ ...deps, settings });
  const audit = AuditTrail.create(auditor, logger);
  const health = await createHealth({
    ...deps,
    kafka: engine.kafka,
    hub: engine.hub,
    decoding: engine.decoding,
    settings,
    clock,
  });
  const canary = createCanary({ ...deps, clusters, settings, clock });
  const hashes = canary.canary;
  const metrics = createMetrics({
    ...deps,
    ...canary,
    hashes,
    settings,
    clock,
  });
  const gateway = await Gateway.create({
    ...deps,
    ...engine,
    ...health,
    states: {
      ...health.states,
      ...canary.canaryStates,
      ...metrics.metricsStates,
    },
    settings,
    access,
    listenPort: readListenPort(config),
    onAudit: event => audit.stream(event),
  });
  lifecycle.addShutdownHook(async () => {
    await gateway.stop();
    await metrics.metrics.stop();
    await canary.canary.stop();
    await health.health.stop();
    await engine.stop();
  });
  registerHealthActions({ ...deps, ...health });
  registerRolloutActions({ ...deps, ...canary });
  const create = createServices(deps, { clusters, settings, engine, clock });
  const parts = { ...engine, ...health, ...canary, ...metrics, access, audit };
  const inspections = inspectionRate(settings, clock);
  httpRouter.use(
    createRouter({ ...deps, ...parts, gateway, create, inspections }),
  );
}

function inspectionRate({ gateway }: RealtimeSettings, clock: Clock) {
  return TicketRate.create(gateway.inspectionsPerUserPerMinute, clock, {
    what: 'single records',
    advice:
      'ask the platform team to raise realtime.gateway.inspectionsPerUserPerMinute',
  });
}

function createServices(
  deps: Services,
  parts: {
    clusters: KubernetesClusters;
    settings: RealtimeSettings;
    engine: RecordEngine;
    clock: Clock;
  },
) {
  const { clock, engine } = parts;
  const listTopics = (cluster: string) => engine.kafka.listTopics(cluster);
  return {
    ...deps,
    ...parts,
    claimApi: readClaimApi(deps.config),
    topicNames: TopicNames.create({ listTopics, clock }),
  };
}

function registerPermissions({ auth, catalog, permissionsRegistry }: Services) {
  permissionsRegistry.addResourceType({
    resourceRef: streamResourceRef,
    permissions: realtimePermissions,
    rules: Object.values(streamPermissionRules),
    getResources: refs => loadResources(refs, { catalog, auth }),
  });
  permissionsRegistry.addResourceType({
    resourceRef: rolloutResourceRef,
    permissions: realtimeRolloutPermissions,
    rules: Object.values(rolloutPermissionRules),
    getResources: refs => loadRolloutResources(refs, { catalog, auth }),
  });
}
