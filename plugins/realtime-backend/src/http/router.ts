import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { StreamAccess } from '../access/StreamAccess';
import type { AuditTrail } from '../audit/AuditTrail';
import type { RecordEngine } from '../createEngine';
import type { Gateway } from '../gateway';
import type { TicketRate } from '../gateway/tickets/TicketRate';
import type { HealthAccess } from '../access/HealthAccess';
import type { RolloutAccess } from '../access/RolloutAccess';
import type { HealthService } from '../health/HealthService';
import type { CanaryService } from '../canary/CanaryService';
import type { RolloutControls } from '../canary/RolloutControls';
import type { MetricsService } from '../metrics/MetricsService';
import { clusterTopics } from './clusterTopics';
import { createRoutes, type CreateServices } from './create/createRoutes';
import { topicHealth, topicHealthSummaries } from './topicHealth';
import { inspectRecord } from './inspectRecord';
import { listStreams } from './listStreams';
import { canarySummaries } from './canarySummaries';
import { metricsOfRollouts } from './metrics';
import type { RecordInspector } from './RecordInspector';
import { controlRollout, listRollouts } from './rollouts';
import { auditTickets, requireAnyRead } from './requireAnyRead';
import { translateErrors } from './toHttpError';

/** Largest body of a request; twenty subscribe commands with full filters fit. */
const MAX_BODY = '256kb';

/** What the routes need. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  access: StreamAccess;
  audit: AuditTrail;
  inspector: RecordInspector;
  inspections: TicketRate;
  gateway: Gateway;
  kafka: RecordEngine['kafka'];
  health: HealthService;
  healthAccess: HealthAccess;
  rolloutAccess: RolloutAccess;
  canary: CanaryService;
  rolloutControls: RolloutControls;
  metrics: MetricsService;
  create: CreateServices;
}

/** Every HTTP route of the plugin; the socket is the gateway's. */
export function createRouter(options: RouterOptions): Router {
  const { gateway } = options;
  const mayReadAnything = requireAnyRead(options);
  const router = PromiseRouter();
  router.use(gateway.attachMiddleware);
  router.use(express.json({ limit: MAX_BODY }));
  router.post(
    '/v1/tickets',
    mayReadAnything,
    auditTickets(options),
    gateway.ticketHandler,
  );
  router.post('/v1/events', mayReadAnything, gateway.eventsHandler);
  router.get(
    '/v1/entities/:kind/:namespace/:name/streams',
    listStreams(options),
  );
  router.get(
    '/v1/entities/:kind/:namespace/:name/topic-health',
    topicHealth(options),
  );
  router.get(
    '/v1/entities/:kind/:namespace/:name/rollouts',
    listRollouts(options),
  );
  router.post('/v1/rollouts/control', controlRollout(options));
  router.post('/v1/rollouts/summaries', canarySummaries(options));
  router.get(
    '/v1/entities/:kind/:namespace/:name/metrics',
    metricsOfRollouts(options),
  );
  router.post('/v1/topic-health/summaries', topicHealthSummaries(options));
  router.get(
    '/v1/clusters/:cluster/topics',
    clusterTopics({
      httpAuth: options.httpAuth,
      listTopics: cluster => options.kafka.listTopics(cluster),
    }),
  );
  router.use('/v1/create', createRoutes({ ...options, ...options.create }));
  router.post('/v1/records/inspect', inspectRecord(options));
  router.use(translateErrors);
  return router;
}
