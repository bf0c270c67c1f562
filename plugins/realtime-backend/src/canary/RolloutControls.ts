import {
  formatFinding,
  RealtimeError,
  toRolloutKey,
  type RolloutControl,
  type RolloutControlRequest,
  type RolloutControlResponse,
  type RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  KubernetesClient,
  KubernetesClusters,
  KubernetesObject,
} from '@backstage-realtime/plugin-realtime-node';
import type { RolloutsSettings } from '../config/settings';
import type { CanaryService } from './CanaryService';
import { readControl } from './control/readControls';
import { viewRollout } from './evaluate/RolloutView';
import { ROLLOUT } from './kinds';

/** What controlling stands on. */
export interface RolloutControlsOptions {
  settings: RolloutsSettings;
  clusters: Pick<KubernetesClusters, 'get'>;
  canary: Pick<CanaryService, 'objectsOf'>;
}

type Wish = Pick<RolloutControlRequest, 'rollout' | 'action' | 'expects'>;

/** Promotes, skips, aborts and retries, where right, configuration and state allow it. */
export class RolloutControls {
  static create(options: RolloutControlsOptions): RolloutControls {
    return new RolloutControls(options);
  }

  private constructor(private readonly options: RolloutControlsOptions) {}

  /**
   * Sends the patches of an action that was offered for the state the rollout
   * is in; of a grant that lets the caller control it. The rollout is read anew
   * before and changed in that version only, so that nothing is done to a step
   * nobody looked at. Errors: controls-off, changed, refused, not-found, and
   * those of the cluster.
   */
  async control(
    ref: RolloutRef,
    wish: Wish,
    signal: AbortSignal,
  ): Promise<RolloutControlResponse> {
    if (!this.options.settings.controls.enabled) throw controlsOff();
    const client = this.options.clusters.get(ref.cluster);
    const { control, resourceVersion } = await this.offer(
      client,
      ref,
      wish,
      signal,
    );
    if (control.expects !== wish.expects) throw changed(ref);
    if (control.refusal) throw refused(ref, control);
    await this.send(client, ref, control, { resourceVersion, signal });
    return { patches: control.patches };
  }

  /** The action as it stands now, from the cluster itself and not from a watch. */
  private async offer(
    client: KubernetesClient,
    ref: RolloutRef,
    { action }: Wish,
    signal: AbortSignal,
  ): Promise<{ control: RolloutControl; resourceVersion?: string }> {
    const object = await client.get(toManifest(ref), { signal });
    if (!object) throw notFound(ref);
    const known = await this.options.canary.objectsOf(ref, signal);
    const rollout = ROLLOUT.parse(object);
    const view = viewRollout({ ...known, rollout }, 0);
    return {
      control: readControl(action, view),
      resourceVersion: object.metadata.resourceVersion,
    };
  }

  /** One after the other, each on the version the one before it left. */
  private async send(
    client: KubernetesClient,
    ref: RolloutRef,
    { patches }: RolloutControl,
    {
      resourceVersion,
      signal,
    }: { resourceVersion?: string; signal: AbortSignal },
  ): Promise<void> {
    let version = resourceVersion;
    for (const patch of patches) {
      const after: KubernetesObject = await client
        .patch(toManifest(ref), patch, { signal, resourceVersion: version })
        .catch(error => {
          throw isConflict(error) ? changed(ref) : error;
        });
      version = after.metadata.resourceVersion;
    }
  }
}

function toManifest({ namespace, name }: RolloutRef) {
  const { apiVersion, kind } = ROLLOUT;
  return { apiVersion, kind, namespace, name };
}

function isConflict(error: unknown): boolean {
  return (
    error instanceof RealtimeError &&
    error.code === 'realtime.kubernetes.conflict'
  );
}

function controlsOff(): RealtimeError {
  return new RealtimeError(
    'realtime.rollout.controls-off',
    'Controls of rollouts are switched off. The platform team switches them on with realtime.rollouts.controls.enabled.',
  );
}

function changed(ref: RolloutRef): RealtimeError {
  return new RealtimeError(
    'realtime.rollout.changed',
    `The rollout ${toRolloutKey(ref)} has moved on since this was offered, so nothing was sent. Look at it again.`,
  );
}

function refused(
  ref: RolloutRef,
  { action, refusal }: RolloutControl,
): RealtimeError {
  const why = refusal ? formatFinding(refusal) : '';
  return new RealtimeError(
    'realtime.rollout.refused',
    `The action ${action} on ${toRolloutKey(ref)} was not sent. ${why}.`,
  );
}

function notFound(ref: RolloutRef): RealtimeError {
  return new RealtimeError(
    'realtime.rollout.not-found',
    `There is no rollout ${toRolloutKey(ref)}. Correct the annotation of the entity.`,
  );
}
