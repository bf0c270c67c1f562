import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { ClaimApi } from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClusters } from '@backstage-realtime/plugin-realtime-node';
import type { LocalPublisher } from '../publish/LocalPublisher';
import type { NameServices } from './names/nameServices';

/** What actions work with. */
export interface ActionServices {
  clusters: KubernetesClusters;
  permissions: PermissionsService;
  claimApi: ClaimApi;
  names: NameServices;
  /** Undefined while `realtime.publishLocal` is not configured. */
  publisher: LocalPublisher | undefined;
}

/** The part of a running step that helpers need; every action context has it. */
export type Step = Pick<
  ActionContext<Record<string, never>>,
  | 'workspacePath'
  | 'logger'
  | 'task'
  | 'isDryRun'
  | 'signal'
  | 'getInitiatorCredentials'
  | 'checkpoint'
>;
