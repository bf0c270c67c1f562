import type {
  RolloutAction,
  RolloutControl,
} from '@backstage-realtime/plugin-realtime-common';
import { anAnalysisRun, measurements } from './canary/testUtils/builders';
import { ENTITY } from './testUtils/names';
import { statusesOf } from './testUtils/statusesOf';
import {
  KEY,
  PAUSED,
  readRollout,
  useCanaryPlugin,
} from './testUtils/useCanaryPlugin';
import type { RunningPlugin } from './testUtils/usePlugins';

const CONTROL = 'rollouts/control';

const { cluster, startPlugin, putUpdate, readObject } = useCanaryPlugin();

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

  it('end a pause by removing it', async () => {
    await putUpdate();
    const plugin = await startPlugin();
    const { expects } = await controlOf(plugin, 'promote');
    await plugin.post(CONTROL, ask('promote', expects)).expect(200);
    const { status } = (await readObject()) ?? {};
    expect(status).not.toHaveProperty('pauseConditions');
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
    await cluster().put(
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
    const plugin = await startPlugin({ as: 'readOnly' });
    const { expects } = await controlOf(plugin, 'abort');
    const { body } = await plugin
      .post(CONTROL, ask('abort', expects))
      .expect(503);
    expect(body.error.message).toContain('lacks this right');
    expect(body.error.message).not.toContain('127.0.0.1');
  });
});
