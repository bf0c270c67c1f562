import { ApiCaller } from '../contract/ApiCaller';
import { KubernetesApi } from '../KubernetesApi';
import { FREE_KINDS } from './freeKinds';

const ARGO = '/apis/argoproj.io/v1alpha1/namespaces/default';

describe('kinds of canary rollouts', () => {
  let api: KubernetesApi;
  let admin: ApiCaller;

  beforeAll(async () => {
    api = await KubernetesApi.start({ definitions: [...FREE_KINDS] });
    admin = new ApiCaller(api, api.tokens.admin);
  });

  afterAll(() => api.close());

  it('keeps the status of a rollout apart, and merges patches into it', async () => {
    const spec = { strategy: { canary: { steps: [{ setWeight: 25 }] } } };
    const path = `${ARGO}/rollouts`;
    await admin.post(path, { metadata: { name: 'counter' }, spec });
    const pause = { pauseConditions: [{ reason: 'CanaryPauseStep' }] };
    const status = { ...pause, controllerPause: true };
    await admin.patch(`${path}/counter/status`, 'merge-patch+json', { status });
    const promote = { status: { pauseConditions: null } };
    await admin.patch(`${path}/counter`, 'merge-patch+json', promote);
    const refused = await admin.get(`${path}/counter`);
    expect(refused.body.status).toEqual(status);
    await admin.patch(`${path}/counter/status`, 'merge-patch+json', promote);
    const promoted = await admin.get(`${path}/counter`);
    expect(promoted.body.status).toEqual({ controllerPause: true });
    expect(promoted.body.metadata).toMatchObject({ generation: 1 });
  });

  it('writes the status of an analysis run like any field, which counts as a new generation', async () => {
    const path = `${ARGO}/analysisruns`;
    const spec = { metrics: [{ name: 'errors', provider: {} }] };
    await admin.post(path, { metadata: { name: 'run' }, spec });
    const change = { status: { phase: 'Running' } };
    const apart = await admin.patch(
      `${path}/run/status`,
      'merge-patch+json',
      change,
    );
    expect(apart.code).toBe(404);
    const written = await admin.patch(
      `${path}/run`,
      'merge-patch+json',
      change,
    );
    expect(written.body).toMatchObject({
      ...change,
      metadata: { generation: 2 },
    });
  });

  it('refuses a weight below zero and says which field', async () => {
    const steps = [{ setWeight: -1 }];
    const refused = await admin.post(`${ARGO}/rollouts`, {
      metadata: { name: 'wrong' },
      spec: { strategy: { canary: { steps } } },
    });
    expect(refused.code).toBe(422);
    expect(refused.body.message).toContain(
      'spec.strategy.canary.steps[0].setWeight',
    );
  });

  it.each([
    [`${ARGO}/analysistemplates`],
    ['/apis/argoproj.io/v1alpha1/clusteranalysistemplates'],
    ['/apis/apps/v1/namespaces/default/replicasets'],
    ['/api/v1/namespaces/default/pods'],
  ])('serves %s', async path => {
    const list = await admin.get(path);
    expect(list).toMatchObject({ code: 200, body: { items: [] } });
  });
});
