import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Clock } from '../../clock';
import type { RealtimeSettings } from '../../config/settings';
import type { NameCheckerParts } from '../../create/checkNames';
import { TicketRate } from '../../gateway/tickets/TicketRate';
import { createCheck } from './createCheck';
import { createDiff } from './createDiff';
import { createOptions } from './createOptions';
import { createPlatforms } from './createPlatforms';
import { requireCreate } from './requireCreate';

/** What forms of templates ask for: names in app-config, and the clusters behind them. */
export interface CreateServices extends NameCheckerParts {
  settings: Pick<RealtimeSettings, 'kafka' | 'mqtt' | 'websocket'>;
}

/** Somebody who types without a pause asks about sixty times in a minute. */
const PER_MINUTE = 120;

/** Below `/v1/create`: reads for the forms of templates. None of them changes anything. */
export function createRoutes(
  services: CreateServices & {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    clock: Clock;
  },
): Router {
  const rate = TicketRate.create(PER_MINUTE, services.clock, {
    what: 'answers for forms',
    advice: 'close other tabs with the form',
  });
  const mayCreate = requireCreate({ ...services, rate });
  const router = PromiseRouter();
  router.get('/options', mayCreate, createOptions(services));
  router.get('/check', mayCreate, createCheck(services));
  router.get('/platforms', mayCreate, createPlatforms(services));
  router.post('/diff', mayCreate, createDiff(services));
  return router;
}
