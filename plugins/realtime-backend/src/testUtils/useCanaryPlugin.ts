import { mockServices } from '@backstage/backend-test-utils';
import type {
  CanaryState,
  RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import type { KubernetesApi } from '@backstage-realtime/sandbox/kubernetes';
import type { JsonObject } from '@backstage/types';
import {
  aReplicaSet,
  aRollout,
  CANARY,
  STABLE,
} from '../canary/testUtils/builders';
import { aConfig } from './aConfig';
import { anEntity } from './anEntity';
import { startRollouts, type RolloutCluster } from './startRollouts';
import { usePlugins, type RunningPlugin } from './usePlugins';

export const ROLLOUTS = 'entities/component/default/ping-pong/rollouts';
export const KEY = 'local/demo/pingpong-counter';

/** Waits at its second pause, until somebody promotes it. */
export const PAUSED = {
  phase: 'Paused',
  currentStepIndex: 4,
  controllerPause: true,
  pauseConditions: [
    { reason: 'CanaryPauseStep', startTime: '2026-11-21T14:00:00Z' },
  ],
};

interface AuditEvent {
  eventId: string;
  ended: 'success' | 'fail';
  meta?: JsonObject;
}

/** The plugin beside a cluster with a rollout; both end after each test. */
export function useCanaryPlugin() {
  const { start } = usePlugins();
  const running: { cluster?: RolloutCluster } = {};

  beforeEach(async () => {
    running.cluster = await startRollouts();
  });

  afterEach(() => running.cluster?.close());

  const cluster = (): RolloutCluster => {
    if (!running.cluster) throw new Error('the cluster runs within tests only');
    return running.cluster;
  };

  const startPlugin = async (
    options: {
      denied?: string[];
      config?: JsonObject;
      as?: keyof KubernetesApi['tokens'];
    } = {},
  ) => {
    const { denied = [], config, as = 'admin' } = options;
    const events: AuditEvent[] = [];
    const plugin = await start({
      config: aConfig('127.0.0.1:1', {
        access: { allow: [{ name: 'team', rollouts: ['local/demo/*'] }] },
        kubernetes: { clusters: { local: cluster().api.settingsOf(as) } },
        rollouts: { controls: { enabled: true } },
        ...config,
      }),
      denied: new Set(denied),
      entity: anEntity({
        'backstage-realtime.io/rollout': `${KEY}, local/secret/other, malformed`,
      }),
      features: [auditorInto(events)],
    });
    return { ...plugin, events };
  };

  /** The rollout with this status, and both of its ReplicaSets. */
  const putUpdate = async (status: object = PAUSED, spec: object = {}) => {
    await cluster().put(aReplicaSet(STABLE, 2));
    await cluster().put(aReplicaSet(CANARY, 2));
    await cluster().put(aRollout({ ...status }, { ...spec }));
  };

  const readObject = async (): Promise<KubernetesObject | undefined> => {
    const { apiVersion, kind, metadata } = aRollout();
    const { name, namespace = '' } = metadata;
    return cluster().client.get({ apiVersion, kind, name, namespace });
  };

  return { cluster, startPlugin, putUpdate, readObject };
}

function auditorInto(events: AuditEvent[]) {
  return mockServices.auditor.mock({
    createEvent: async ({ eventId, meta }) => ({
      success: async () =>
        void events.push({ eventId, meta, ended: 'success' }),
      fail: async () => void events.push({ eventId, meta, ended: 'fail' }),
    }),
  }).factory;
}

export async function readRollout(
  plugin: RunningPlugin,
): Promise<RolloutState> {
  const { body } = await plugin.get(ROLLOUTS).expect(200);
  const [{ rollout }] = (body as CanaryState).rollouts;
  if (!rollout.known) throw new Error(`not known: ${rollout.missing.code}`);
  return rollout.value;
}
