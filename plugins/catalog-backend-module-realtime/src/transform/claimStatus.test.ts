import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { readApplicationStatus, readClaimStatus } from './claimStatus';

const object = (
  status: unknown,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject => ({
  apiVersion: 'a/v1',
  kind: 'A',
  metadata: { name: 'a', generation: 2, ...metadata },
  status,
});

const synced = { type: 'Synced', status: 'True' };
const ready = { type: 'Ready', status: 'True', message: 'all there' };
const conditions = (...all: unknown[]) => ({ conditions: all });

describe('the status of a claim', () => {
  it.each([
    ['without a status', undefined, 'creating', ''],
    ['with a status of another form', { conditions: 'none' }, 'creating', ''],
    [
      'with a condition that is no object',
      conditions(ready, 3),
      'creating',
      '',
    ],
    ['ready', conditions(synced, ready), 'ready', 'all there'],
    [
      'ready, where nobody says Synced',
      conditions(ready),
      'ready',
      'all there',
    ],
    [
      'ready for what was asked before',
      conditions(synced, { ...ready, observedGeneration: 1 }),
      'creating',
      '',
    ],
    [
      'ready for what is asked now',
      conditions(synced, { ...ready, observedGeneration: 2 }),
      'ready',
      'all there',
    ],
    [
      'on its way',
      conditions(synced, {
        type: 'Ready',
        status: 'False',
        reason: 'Creating',
        message: '1 of 3',
      }),
      'creating',
      '1 of 3',
    ],
    [
      'that is no longer available',
      conditions({
        type: 'Ready',
        status: 'False',
        reason: 'Unavailable',
        message: 'no broker',
      }),
      'failed',
      'no broker',
    ],
    [
      'that cannot be worked on, though it was ready',
      conditions({ ...synced, status: 'False', message: 'quota' }, ready),
      'failed',
      'quota',
    ],
    [
      'that nobody knows of',
      conditions({ ...ready, status: 'Unknown' }),
      'creating',
      'all there',
    ],
  ])('%s', (_what, status, phase, message) => {
    expect(readClaimStatus(object(status))).toEqual({ phase, message });
  });

  it.each([
    ['removed', { deletionTimestamp: '2026-01-01T00:00:00Z' }, 'deleting'],
    ['paused', { annotations: { 'crossplane.io/paused': 'true' } }, 'paused'],
    [
      'not paused',
      { annotations: { 'crossplane.io/paused': 'false' } },
      'ready',
    ],
  ])('%s, though it is ready', (_what, metadata, phase) => {
    const all = conditions(synced, ready);
    expect(readClaimStatus(object(all, metadata)).phase).toBe(phase);
  });
});

describe('the status of an OAM application', () => {
  const services = [
    { name: 'web', healthy: true, message: 'ok' },
    { name: 'broker', healthy: false, message: 'no disk' },
  ];

  it.each([
    ['without a status', undefined, 'creating', ''],
    ['of another form', 'running', 'creating', ''],
    [
      'running, all well',
      { status: 'running', services: [services[0]] },
      'ready',
      '',
    ],
    [
      'running with a part that is ill',
      { status: 'running', services },
      'failed',
      'broker: no disk',
    ],
    [
      'unhealthy',
      { status: 'unhealthy', services },
      'failed',
      'broker: no disk',
    ],
    ['unhealthy, nobody says why', { status: 'unhealthy' }, 'failed', ''],
    [
      'whose workflow failed',
      { status: 'workflowFailed', workflow: { message: 'step 2' } },
      'failed',
      'step 2',
    ],
    [
      'with a condition that is False',
      {
        status: 'running',
        ...conditions({ type: 'Render', status: 'False', message: 'bad CUE' }),
      },
      'failed',
      'bad CUE',
    ],
    [
      'that waits for an approval',
      { status: 'workflowSuspending', workflow: { message: 'approve it' } },
      'paused',
      'approve it',
    ],
    ['being rendered', { status: 'rendering' }, 'creating', ''],
    [
      'running its workflow beside an ill part',
      { status: 'runningWorkflow', services },
      'creating',
      '',
    ],
    ['on its way out', { status: 'deleting' }, 'deleting', ''],
    ['in a phase nobody knows', { status: 'brandNew' }, 'creating', ''],
    [
      'that ran before it was changed',
      { status: 'running', observedGeneration: 1 },
      'creating',
      '',
    ],
  ])('%s', (_what, status, phase, message) => {
    expect(readApplicationStatus(object(status))).toEqual({ phase, message });
  });
});
