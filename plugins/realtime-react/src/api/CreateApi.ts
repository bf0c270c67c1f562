import { createApiRef } from '@backstage/core-plugin-api';
import type {
  CreateCheck,
  CreateCheckRequest,
  CreateDiff,
  CreateDiffRequest,
  CreateOptions,
  CreatePlatforms,
  CreatePlatformsRequest,
} from '@backstage-realtime/plugin-realtime-common';

/** What the form fields of templates need of the realtime backend; faults are `HttpRefusal`. @public */
export interface CreateApi {
  /** Names of app-config that a form may offer. */
  options(signal?: AbortSignal): Promise<CreateOptions>;
  /** Where names are in use; what could not be asked is unknown. */
  check(
    request: CreateCheckRequest,
    signal?: AbortSignal,
  ): Promise<CreateCheck>;
  /** Streaming platforms that services can use; what could not be asked is unknown. */
  platforms(
    request: CreatePlatformsRequest,
    signal?: AbortSignal,
  ): Promise<CreatePlatforms>;
  /** What applying manifests would do, by a dry run. */
  diff(request: CreateDiffRequest, signal?: AbortSignal): Promise<CreateDiff>;
}

/** Override it to run the form fields on answers of your own. @public */
export const realtimeCreateApiRef = createApiRef<CreateApi>({
  id: 'plugin.realtime.create',
});
