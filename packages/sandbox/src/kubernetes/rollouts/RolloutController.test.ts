import {
  RolloutWorld,
  TEN_SECONDS,
  templateOf,
} from './testUtils/RolloutWorld';

const PAUSE = { pause: {} };
const STEPS = [
  { setWeight: 25 },
  PAUSE,
  { setWeight: 50 },
  { pause: { duration: '20s' } },
];

describe('a rollout with canary steps', () => {
  jest.setTimeout(60_000);
  let world: RolloutWorld;

  beforeAll(async () => {
    world = await RolloutWorld.start();
  });

  afterAll(() => world.close());

  it('puts its first revision in place without steps', async () => {
    await world.createStable('first', STEPS);
    const { metadata, status } = await world.get('rollouts', 'first');
    expect(status).toMatchObject({
      phase: 'Healthy',
      currentStepIndex: 4,
      replicas: 4,
      updatedReplicas: 4,
      availableReplicas: 4,
      observedGeneration: '1',
      selector: 'app=first',
    });
    expect(status.message).toBeUndefined();
    expect(status.stableRS).toBe(status.currentPodHash);
    expect(metadata.annotations['rollout.argoproj.io/revision']).toBe('1');
  });

  it('waits without end at a pause, with one pod of four, and says since when', async () => {
    await world.createStable('waiting', STEPS);
    await world.deploy('waiting', 'v2');
    await world.pass(TEN_SECONDS);
    const status = await world.status('waiting');
    expect(status).toMatchObject({
      phase: 'Paused',
      message: 'CanaryPauseStep',
      controllerPause: true,
      currentStepIndex: 1,
      updatedReplicas: 1,
      pauseConditions: [
        { reason: 'CanaryPauseStep', startTime: expect.stringMatching(/Z$/) },
      ],
    });
    await world.pass(600_000);
    expect(await world.status('waiting')).toEqual(status);
    expect(Object.values(await world.podsOf('waiting')).sort()).toEqual([1, 3]);
  });

  it('goes on when somebody takes the pause away, and by itself when a pause is over', async () => {
    await world.createStable('promoted', STEPS);
    await world.deploy('promoted', 'v2');
    await world.until('promoted', ({ phase }) => phase === 'Paused');
    await world.patchStatus('promoted', { pauseConditions: null });
    const timed = await world.until(
      'promoted',
      ({ currentStepIndex, phase }) =>
        currentStepIndex === 3 && phase === 'Paused',
    );
    expect(timed.updatedReplicas).toBe(2);
    const done = await world.until(
      'promoted',
      ({ phase }) => phase === 'Healthy',
    );
    expect(done).toMatchObject({ currentStepIndex: 4, updatedReplicas: 4 });
    expect(done.stableRS).toBe(done.currentPodHash);
    expect(done.controllerPause).toBeUndefined();
  });

  it('gives the stable revision all pods back when it is aborted, and says so', async () => {
    await world.createStable('aborted', STEPS);
    await world.deploy('aborted', 'v2');
    await world.until('aborted', ({ phase }) => phase === 'Paused');
    await world.patchStatus('aborted', { abort: true });
    await world.pass(TEN_SECONDS);
    const status = await world.status('aborted');
    expect(status).toMatchObject({
      abort: true,
      abortedAt: expect.any(String),
      currentStepIndex: 0,
      phase: 'Degraded',
      message: 'RolloutAborted: Rollout aborted update to revision 2',
    });
    expect(status.pauseConditions).toBeUndefined();
    expect(status.updatedReplicas).toBeUndefined();
    expect(Object.values(await world.podsOf('aborted'))).toEqual([4]);
  });

  it('begins again at the first step when an abort is retried', async () => {
    await world.createStable('retried', STEPS);
    await world.deploy('retried', 'v2');
    await world.until('retried', ({ phase }) => phase === 'Paused');
    await world.patchStatus('retried', { abort: true });
    await world.until('retried', ({ phase }) => phase === 'Degraded');
    await world.patchStatus('retried', { abort: false });
    const status = await world.until(
      'retried',
      ({ phase }) => phase === 'Paused',
    );
    expect(status).toMatchObject({ currentStepIndex: 1, updatedReplicas: 1 });
    expect(status.abort).toBeUndefined();
    expect(status.abortedAt).toBeUndefined();
  });

  it('skips what is left when it is promoted fully', async () => {
    await world.createStable('full', STEPS);
    await world.deploy('full', 'v2');
    await world.until('full', ({ phase }) => phase === 'Paused');
    await world.patchStatus('full', { promoteFull: true });
    const done = await world.until('full', ({ phase }) => phase === 'Healthy');
    expect(done.promoteFull).toBeUndefined();
    expect(done.currentStepIndex).toBe(4);
  });

  it('starts over with a newer template, under the next revision', async () => {
    await world.createStable('newer', STEPS);
    await world.deploy('newer', 'v2');
    await world.until('newer', ({ phase }) => phase === 'Paused');
    await world.deploy('newer', 'v3');
    const status = await world.until(
      'newer',
      ({ phase }) => phase === 'Paused',
    );
    const { metadata } = await world.get('rollouts', 'newer');
    expect(metadata.annotations['rollout.argoproj.io/revision']).toBe('3');
    expect(Object.keys(await world.podsOf('newer'))).toHaveLength(2);
    expect(status.currentStepIndex).toBe(1);
  });

  it('is healthy at once when the template goes back to the stable one', async () => {
    await world.createStable('back', STEPS);
    await world.deploy('back', 'v2');
    await world.until('back', ({ phase }) => phase === 'Paused');
    await world.deploy('back', 'v1');
    const status = await world.until(
      'back',
      ({ phase }) => phase === 'Healthy',
    );
    expect(status.currentStepIndex).toBe(4);
    const { metadata } = await world.get('rollouts', 'back');
    expect(metadata.annotations['rollout.argoproj.io/revision']).toBe('3');
  });

  it('is degraded, but not aborted, when its pods do not come in time', async () => {
    await world.createStable('late', STEPS, { progressDeadlineSeconds: 30 });
    await world.deploy('late', 'never-ready');
    const status = await world.until(
      'late',
      ({ phase }) => phase === 'Degraded',
    );
    expect(status.message).toMatch(
      /^ProgressDeadlineExceeded: ReplicaSet "late-\w+" has timed out progressing\.$/,
    );
    expect(status.abort).toBeUndefined();
    const pods = await world.list('pods');
    const stuck = pods.find(
      ({ status: { phase }, metadata }) =>
        phase === 'Pending' && metadata.labels.app === 'late',
    );
    expect(JSON.stringify(stuck?.status)).toContain('ImagePullBackOff');
  });

  it('aborts instead where the deadline is to do so', async () => {
    await world.createStable('late-abort', STEPS, {
      progressDeadlineSeconds: 30,
      progressDeadlineAbort: true,
    });
    await world.deploy('late-abort', 'never-ready');
    const status = await world.until(
      'late-abort',
      ({ abort }) => abort === true,
    );
    expect(status.message).toContain(
      'RolloutAborted: Rollout aborted update to revision 2: ',
    );
  });

  it('has the router told its weights, and keeps all stable pods beside the canary', async () => {
    await world.createStable(
      'routed',
      STEPS,
      {},
      {
        canaryService: 'routed-canary',
        stableService: 'routed-stable',
        trafficRouting: { nginx: { stableIngress: 'routed' } },
      },
    );
    await world.deploy('routed', 'v2');
    const status = await world.until(
      'routed',
      ({ phase }) => phase === 'Paused',
    );
    expect(status).toMatchObject({
      replicas: 5,
      HPAReplicas: 5,
      updatedReplicas: 1,
      canary: {
        weights: {
          canary: {
            weight: 25,
            podTemplateHash: status.currentPodHash,
            serviceName: 'routed-canary',
          },
          stable: {
            weight: 75,
            podTemplateHash: status.stableRS,
            serviceName: 'routed-stable',
          },
        },
      },
    });
  });

  it('runs the same two pods at 25 % and at 50 % when it has one replica', async () => {
    await world.createStable('single', STEPS, { replicas: 1 });
    await world.deploy('single', 'v2');
    await world.until('single', ({ phase }) => phase === 'Paused');
    expect(Object.values(await world.podsOf('single'))).toEqual([1, 1]);
    await world.patchStatus('single', { pauseConditions: null });
    await world.until(
      'single',
      ({ currentStepIndex }) => currentStepIndex === 3,
    );
    expect(Object.values(await world.podsOf('single'))).toEqual([1, 1]);
  });

  it('names the field of a strategy that cannot be played', async () => {
    await world.create('rollouts', 'wrong', {
      selector: { matchLabels: { app: 'other' } },
      template: templateOf('wrong', 'v1'),
      strategy: { canary: {} },
    });
    const status = await world.until(
      'wrong',
      ({ phase }) => phase === 'Degraded',
    );
    expect(status.message).toContain(
      'InvalidSpec: The Rollout "wrong" is invalid: spec.template.metadata.labels',
    );
  });

  it('gives up a pause for a hold by hand, and goes on after it', async () => {
    await world.createStable('held', [{ setWeight: 25 }, { setWeight: 50 }]);
    await world.patch('held', { spec: { paused: true } });
    await world.deploy('held', 'v2');
    const status = await world.until('held', ({ phase }) => phase === 'Paused');
    expect(status.message).toBe('manually paused');
    await world.patch('held', { spec: { paused: false } });
    await world.until('held', ({ phase }) => phase === 'Healthy');
  });

  it('leaves nothing of a rollout that is deleted', async () => {
    await world.createStable('gone', STEPS);
    await world.remove('rollouts', 'gone');
    await world.pass(TEN_SECONDS);
    const left = [
      ...(await world.list('pods')),
      ...(await world.list('replicasets')),
    ];
    expect(
      left.filter(({ metadata }) => metadata.labels.app === 'gone'),
    ).toEqual([]);
  });
});
