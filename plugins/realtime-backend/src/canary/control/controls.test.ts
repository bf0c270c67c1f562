import {
  ROLLOUT_ACTIONS,
  type RolloutAction,
} from '@backstage-realtime/plugin-realtime-common';
import {
  anAnalysisRun,
  aReplicaSet,
  aRollout,
  CANARY,
  STABLE,
} from '../testUtils/builders';
import { parseObjects } from '../testUtils/parseObjects';
import { text } from '../testUtils/tell';
import { readControls } from './readControls';

type Items = Parameters<typeof parseObjects>[0];

const ON = { areControlsOn: true, mayControl: true };

function controlsOf(items: Items) {
  const { controls } = readControls(parseObjects(items), ON);
  return {
    refusals: Object.fromEntries(
      controls.map(({ action, refusal }) => [action, refusal && text(refusal)]),
    ) as Record<RolloutAction, string | undefined>,
    of: (action: RolloutAction) =>
      controls.find(each => each.action === action),
  };
}

const pair = [aReplicaSet(STABLE, 3), aReplicaSet(CANARY, 1)];
const pause = [{ reason: 'CanaryPauseStep' }];
const paused = {
  phase: 'Paused',
  currentStepIndex: 1,
  pauseConditions: pause,
};
const NOT_ABORTED = 'It is not aborted';

describe('controls of a rollout', () => {
  it('are all of them, each with its patch, what happens, and the state it is for', () => {
    const { controls } = readControls(parseObjects([aRollout(paused)]), ON);
    expect(controls.map(({ action }) => action)).toEqual([...ROLLOUT_ACTIONS]);
    expect(new Set(controls.map(({ expects }) => expects)).size).toBe(1);
    for (const control of controls) {
      expect(control.patches.length).toBeGreaterThan(0);
      expect(text(control.consequence)).not.toMatch(/canary\.|–|\{\{/);
    }
  });

  it('let a pause be ended, the update be aborted or promoted fully', () => {
    expect(controlsOf([aRollout(paused), ...pair]).refusals).toEqual({
      promote: undefined,
      'skip-step': 'It is paused: promote it instead',
      'promote-full': undefined,
      abort: undefined,
      retry: NOT_ABORTED,
    });
  });

  it('keep anybody from going on without a result that is being measured', () => {
    const WAIT =
      'Not while an analysis runs: it would go on without its result';
    const { refusals, of } = controlsOf([
      aRollout({ phase: 'Progressing', currentStepIndex: 2 }),
      ...pair,
      anAnalysisRun({ phase: 'Running' }),
    ]);
    expect(refusals).toEqual({
      promote: WAIT,
      'skip-step': undefined,
      'promote-full': WAIT,
      abort: undefined,
      retry: NOT_ABORTED,
    });
    expect(text(of('skip-step')!.consequence)).toBe(
      'The analysis of step 3 of 6 is left out: the next step begins without its result',
    );
  });

  it('let a pause be ended under a background analysis, which goes on', () => {
    const labels = { 'rollout-type': 'Background' };
    const { refusals } = controlsOf([
      aRollout(paused),
      ...pair,
      anAnalysisRun({ phase: 'Running' }, {}, {}, { labels }),
    ]);
    expect(refusals.promote).toBeUndefined();
    expect(refusals['promote-full']).toContain('analysis runs');
  });

  it('take an analysis that is about to run as one that runs', () => {
    const labels = { 'rollout-type': 'Background' };
    const at = (phase: string) =>
      controlsOf([
        aRollout(paused),
        ...pair,
        anAnalysisRun({ phase }, {}, {}, { labels }),
      ]);
    const { refusals, of } = at('Pending');
    expect(refusals['promote-full']).toContain('analysis runs');
    expect(of('abort')?.expects).toBe(at('Running').of('abort')?.expects);
  });

  it('are careful where analysis runs cannot be read', () => {
    const objects = { ...parseObjects([aRollout(paused)]), runs: undefined };
    const { controls } = readControls(objects, ON);
    const refused = controls.filter(
      ({ refusal }) => refusal?.sentence === 'canary.refused.unread',
    );
    expect(refused.map(({ action }) => action)).toEqual([
      'promote',
      'promote-full',
    ]);
  });

  it('leave an aborted rollout to be retried', () => {
    const RETRY = 'It is aborted: retry it first';
    const { refusals } = controlsOf([
      aRollout({ phase: 'Degraded', abort: true }),
    ]);
    expect(refusals).toEqual({
      promote: RETRY,
      'skip-step': RETRY,
      'promote-full': RETRY,
      abort: 'It is aborted already',
      retry: undefined,
    });
  });

  it('find nothing to do without an update', () => {
    const { refusals } = controlsOf([
      aRollout({ phase: 'Healthy', stableRS: CANARY }),
    ]);
    const NONE = 'No update is under way';
    expect(refusals).toEqual({
      promote: 'It is not paused',
      'skip-step': NONE,
      'promote-full': NONE,
      abort: NONE,
      retry: NOT_ABORTED,
    });
  });

  it('wait for the controller to look at the newest change', () => {
    const { refusals } = controlsOf([
      aRollout({ ...paused, observedGeneration: '40' }),
    ]);
    expect(new Set(Object.values(refusals))).toEqual(
      new Set(['The controller has not looked at the newest change yet']),
    );
  });

  it('do not promote fully what is not ready or degraded', () => {
    const unready = aReplicaSet(CANARY, 2, { readyReplicas: 1 });
    const at = (phase: string, ...items: Items) =>
      controlsOf([aRollout({ phase, currentStepIndex: 1 }), ...items]).refusals[
        'promote-full'
      ];
    expect(at('Progressing', unready)).toContain('1 of 2 are');
    expect(at('Degraded', ...pair)).toContain('would spread the fault');
  });

  it('leave spec.paused to who keeps the spec in a repository', () => {
    const labels = { 'kustomize.toolkit.fluxcd.io/name': 'apps' };
    const spec = { paused: true };
    const { refusals } = controlsOf([
      aRollout({ phase: 'Paused' }, spec, { labels }),
      ...pair,
    ]);
    expect(refusals.promote).toContain('Flux keeps the spec');
    expect(refusals.abort).toBeUndefined();
    const byPause = controlsOf([aRollout(paused, {}, { labels }), ...pair]);
    expect(byPause.refusals.promote).toBeUndefined();
  });

  it('never set the step beyond the last one', () => {
    const { of } = controlsOf([
      aRollout({ phase: 'Progressing', currentStepIndex: 5 }),
    ]);
    expect(of('skip-step')?.patches).toEqual([
      {
        subresource: 'status',
        body: { status: { pauseConditions: null, currentStepIndex: 6 } },
      },
    ]);
  });

  it('name another state after another step, and the same after a pod came', () => {
    const nameOf = (items: Items) => controlsOf(items).of('abort')?.expects;
    const one = nameOf([aRollout(paused), ...pair]);
    expect(nameOf([aRollout({ ...paused, readyReplicas: 9 })])).toBe(one);
    expect(nameOf([aRollout({ ...paused, currentStepIndex: 2 })])).not.toBe(
      one,
    );
  });
});
