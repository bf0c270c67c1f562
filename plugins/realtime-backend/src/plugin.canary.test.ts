import { mockServices } from '@backstage/backend-test-utils';
import {
  applyChanges,
  type CanaryState,
  type RolloutAction,
  type RolloutControl,
  type RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import type { JsonObject } from '@backstage/types';
import {
  anAnalysisRun,
  aReplicaSet,
  aRollout,
  CANARY,
  measurements,
  STABLE,
} from './canary/testUtils/builders';
import { aConfig } from './testUtils/aConfig';
import { anEntity } from './testUtils/anEntity';
import { ENTITY } from './testUtils/names';
import type { Page } from './testUtils/Page';
import {
  settingsOf,
  startRollouts,
  type RolloutCluster,
} from './testUtils/startRollouts';
import { statusesOf } from './testUtils/statusesOf';
import { usePlugins, type RunningPlugin } from './testUtils/usePlugins';

const ROLLOUTS = 'entities/component/default/ping-pong/rollouts';
const CONTROL = 'rollouts/control';
const KEY = 'local/demo/pingpong-counter';
const entity = anEntity({
  'backstage-realtime.io/rollout': `${KEY}, local/secret/other, malformed`,
});

const PAUSED = {
  phase: 'Paused',
  currentStepIndex: 4,
  controllerPause: true,
  pauseConditions: [
    { reason: 'CanaryPauseStep', startTime: '2026-11-21T14:00:00Z' },
  ],
};

const { start } = usePlugins();
let cluster: RolloutCluster;

beforeEach(async () => {
  cluster = await startRollouts();
});

afterEach(() => cluster.close());

const startPlugin = (
  options: { denied?: string[]; config?: JsonObject; token?: string } = {},
) => {
  const { denied = [], config, token } = options;
  const auditor = mockServices.auditor.mock({
    createEvent: async event => ({
      success: async () => void events.push({ ...event, ended: 'success' }),
      fail: async () => void events.push({ ...event, ended: 'fail' }),
    }),
  });
  const events: Array<{ eventId: string; ended: string; meta?: JsonObject }> =
    [];
  const plugin = start({
    config: aConfig('127.0.0.1:1', {
      access: { allow: [{ name: 'team', rollouts: ['local/demo/*'] }] },
      kubernetes: { clusters: { local: settingsOf(cluster.api, token) } },
      rollouts: { controls: { enabled: true } },
      ...config,
    }),
    denied: new Set(denied),
    entity,
    features: [auditor.factory],
  });
  return plugin.then(running => ({ ...running, events }));
};

const putUpdate = async (status: object = PAUSED, spec: object = {}) => {
  await cluster.put(aReplicaSet(STABLE, 2));
  await cluster.put(aReplicaSet(CANARY, 2));
  await cluster.put(aRollout({ ...status }, { ...spec }));
};

const readRollout = async (plugin: RunningPlugin): Promise<RolloutState> => {
  const { body } = await plugin.get(ROLLOUTS).expect(200);
  const [{ rollout }] = (body as CanaryState).rollouts;
  if (!rollout.known) throw new Error(`not known: ${rollout.missing.code}`);
  return rollout.value;
};

const controlOf = async (
  plugin: RunningPlugin,
  action: RolloutAction,
): Promise<RolloutControl> => {
  const { controls } = await readRollout(plugin);
  const control = controls.find(each => each.action === action);
  if (!control) throw new Error(`there is no control ${action}`);
  return control;
};

const ask = (action: RolloutAction, expects: string) => ({
  entityRef: ENTITY,
  rollout: KEY,
  action,
  expects,
});

const readObject = async (): Promise<KubernetesObject | undefined> => {
  const { apiVersion, kind, metadata } = aRollout();
  const { name, namespace = '' } = metadata;
  return cluster.client.get({ apiVersion, kind, name, namespace });
};

const watch = (page: Page) =>
  page.send({ type: 'watch', sub: 1, state: 'rollout', entityRefs: [ENTITY] });

describe('rollouts of the plugin', () => {
  it('want a signed-in user and then answer', async () => {
    await putUpdate();
    const { server } = await startPlugin();
    expect(await statusesOf(server, 'get', ROLLOUTS)).toEqual([401, 403, 200]);
  });

  it('name what cannot be used, and ask no cluster about what no rule allows', async () => {
    await putUpdate();
    const { get } = await startPlugin();
    const { body } = await get(ROLLOUTS).expect(200);
    expect(body.rollouts).toHaveLength(1);
    expect(body.problems).toEqual([
      expect.stringContaining('cluster/namespace/name'),
      expect.stringContaining('realtime.access.allow'),
    ]);
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
  });

  it('are pushed whole first and then as changes', async () => {
    await putUpdate();
    const page = await (await startPlugin()).page();
    watch(page);
    const { value } = await page.frame('state');
    expect(value).toMatchObject({
      rollouts: [
        {
          rollout: {
            value: {
              phase: 'paused',
              headline: { sentence: 'canary.paused.manual' },
            },
          },
        },
      ],
    });
    await putUpdate({
      phase: 'Degraded',
      currentStepIndex: 0,
      abort: true,
      abortedAt: '2026-11-21T14:06:40Z',
      message: 'RolloutAborted: Rollout aborted update to revision 8',
    });
    let state = value as object;
    let seen = 1;
    await page.until(() => {
      for (const frame of page.of('state').slice(seen)) {
        state = frame.changes
          ? (applyChanges(state, frame.changes) as object)
          : (frame.value as object);
        seen += 1;
      }
      const [{ rollout }] = (state as CanaryState).rollouts;
      return (rollout.known && rollout.value.phase === 'degraded') || undefined;
    });
    expect(state).toMatchObject({
      rollouts: [
        {
          rollout: { value: { headline: { sentence: 'canary.aborted.hand' } } },
        },
      ],
    });
  });

  it('need realtime.rollout.read, over HTTP and over the socket, and no right to streams', async () => {
    await putUpdate();
    const refused = await startPlugin({ denied: ['realtime.rollout.read'] });
    const { body } = await refused.get(ROLLOUTS).expect(403);
    expect(body.error.message).toContain('realtime.rollout.read');
    const blind = await startPlugin({ denied: ['realtime.topic.read'] });
    const page = await blind.page();
    watch(page);
    await page.frame('state');
  });

  it('are watched of one entity at a time', async () => {
    const page = await (await startPlugin()).page();
    page.send({
      type: 'watch',
      sub: 1,
      state: 'rollout',
      entityRefs: [ENTITY, ENTITY],
    });
    expect(await page.frame('error')).toMatchObject({
      code: 'realtime.command.malformed',
    });
  });
});

describe('controls of rollouts', () => {
  it('are not there without the right, and say that they are off where they are', async () => {
    await putUpdate();
    const forbidden = await startPlugin({
      denied: ['realtime.rollout.control'],
    });
    expect((await readRollout(forbidden)).controls).toEqual([]);
    const off = await startPlugin({ config: { rollouts: {} } });
    expect(await readRollout(off)).toMatchObject({
      controls: [],
      controlsOff: { sentence: 'canary.controls.off' },
    });
  });

  it('want a signed-in user, the permission and the switch in app-config', async () => {
    await putUpdate();
    const plugin = await startPlugin();
    const { expects } = await controlOf(plugin, 'abort');
    const body = ask('abort', expects);
    const forbidden = await startPlugin({
      denied: ['realtime.rollout.control'],
    });
    const response = await forbidden.post(CONTROL, body).expect(403);
    expect(response.body.error.message).toContain('realtime.rollout.control');
    const off = await startPlugin({ config: { rollouts: {} } });
    const { body: said } = await off.post(CONTROL, body).expect(403);
    expect(said.error.message).toContain('realtime.rollouts.controls.enabled');
    expect((await readObject())?.status).not.toMatchObject({ abort: true });
    expect(await statusesOf(plugin.server, 'post', CONTROL, body)).toEqual([
      401, 403, 200,
    ]);
    expect((await readObject())?.status).toMatchObject({ abort: true });
  });

  it.each<[RolloutAction, object, object]>([
    ['promote', PAUSED, { currentStepIndex: 4 }],
    [
      'promote',
      {
        ...PAUSED,
        currentStepIndex: 2,
        pauseConditions: [{ reason: 'InconclusiveAnalysisRun' }],
      },
      { currentStepIndex: 3, controllerPause: false },
    ],
    [
      'skip-step',
      { phase: 'Progressing', currentStepIndex: 2 },
      { currentStepIndex: 3 },
    ],
    ['promote-full', PAUSED, { promoteFull: true }],
    ['abort', PAUSED, { abort: true }],
    ['retry', { phase: 'Degraded', abort: true }, { abort: false }],
  ])('%s sends what it printed', async (action, before, after) => {
    await putUpdate(before);
    const plugin = await startPlugin();
    const { patches, refusal, expects } = await controlOf(plugin, action);
    expect(refusal).toBeUndefined();
    const { body } = await plugin
      .post(CONTROL, ask(action, expects))
      .expect(200);
    expect(body.patches).toEqual(patches);
    const { status } = (await readObject()) ?? {};
    expect(status).toMatchObject(after);
    const isPromotion = action === 'promote' || action === 'skip-step';
    if (isPromotion) expect(status).not.toHaveProperty('pauseConditions');
    expect(
      plugin.events.filter(each => each.eventId === 'rollout-control'),
    ).toEqual([
      expect.objectContaining({
        ended: 'success',
        meta: {
          userRef: 'user:default/mock',
          entityRef: ENTITY,
          rollout: KEY,
          action,
        },
      }),
    ]);
  });

  it('resume a rollout that is paused in its spec by its spec', async () => {
    await putUpdate({ phase: 'Paused', currentStepIndex: 4 }, { paused: true });
    const plugin = await startPlugin();
    const { patches, expects } = await controlOf(plugin, 'promote');
    expect(patches).toEqual([
      { body: { spec: { paused: false } } },
      { subresource: 'status', body: { status: { pauseConditions: null } } },
    ]);
    await plugin.post(CONTROL, ask('promote', expects)).expect(200);
    expect(await readObject()).toMatchObject({ spec: { paused: false } });
  });

  it('refuse what is unsafe, with the reason, and send nothing', async () => {
    await putUpdate({ phase: 'Progressing', currentStepIndex: 2 });
    await cluster.put(
      anAnalysisRun(
        { phase: 'Running' },
        {
          phase: 'Running',
          measurements: measurements(['Successful', '[0.2]']),
        },
      ),
    );
    const plugin = await startPlugin();
    const { expects, refusal } = await controlOf(plugin, 'promote-full');
    expect(refusal).toEqual({
      sentence: 'canary.refused.analysis-runs',
      values: {},
    });
    const { body } = await plugin
      .post(CONTROL, ask('promote-full', expects))
      .expect(409);
    expect(body.error.message).toContain('Not while an analysis runs');
    expect((await readObject())?.status).not.toHaveProperty('promoteFull');
    expect(plugin.events).toContainEqual(
      expect.objectContaining({
        eventId: 'rollout-control',
        ended: 'fail',
        meta: expect.objectContaining({ code: 'realtime.rollout.refused' }),
      }),
    );
  });

  it('send nothing when the rollout has moved on since', async () => {
    await putUpdate();
    const plugin = await startPlugin();
    const { expects } = await controlOf(plugin, 'promote');
    await putUpdate({ phase: 'Progressing', currentStepIndex: 5 });
    const { body } = await plugin
      .post(CONTROL, ask('promote', expects))
      .expect(409);
    expect(body.error.message).toContain('has moved on');
    expect((await readObject())?.status).toMatchObject({ currentStepIndex: 5 });
  });

  it('are refused for a rollout that the entity does not declare', async () => {
    const plugin = await startPlugin();
    const body = { ...ask('abort', 'any'), rollout: 'local/demo/other' };
    await plugin.post(CONTROL, body).expect(404);
    await plugin.post(CONTROL, { ...body, action: 'delete' }).expect(400);
  });

  it('pass on what the credential of the portal may not do', async () => {
    await putUpdate();
    const plugin = await startPlugin({ token: cluster.api.tokens.readOnly });
    const { expects } = await controlOf(plugin, 'abort');
    const { body } = await plugin
      .post(CONTROL, ask('abort', expects))
      .expect(503);
    expect(body.error.message).toContain('lacks this right');
    expect(body.error.message).not.toContain('127.0.0.1');
  });
});
