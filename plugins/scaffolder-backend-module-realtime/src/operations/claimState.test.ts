import { readClaimState } from './claimState';

const application = (status: object, generation = 2) => ({
  apiVersion: 'core.oam.dev/v1beta1',
  kind: 'Application',
  metadata: { name: 'streams', namespace: 'default', generation },
  status,
});

const passed = (type: string) => ({
  ...{ type, status: 'True', reason: 'Available' },
  lastTransitionTime: '2026-01-01T00:00:00Z',
});

/** As KubeVela writes it once its workflow has ended. */
const ended = {
  observedGeneration: 2,
  conditions: ['Parsed', 'Render', 'Workflow', 'Ready'].map(passed),
  workflow: { mode: 'DAG-DAG', finished: true, suspend: false },
};

const readyOf = (status: object) =>
  readClaimState(application(status)).conditions.find(
    ({ type }) => type === 'Ready',
  );

describe('the state of an OAM application', () => {
  it('is ready when it runs and every component is healthy', () => {
    const services = [{ name: 'a', healthy: true }];
    const status = { ...ended, status: 'running', services };
    expect(readyOf(status)).toEqual({
      ...{ type: 'Ready', status: 'True' },
      ...{ reason: 'Available', message: '' },
    });
  });

  it.each(['running', 'unhealthy'])(
    'is not ready when a component of a %s one is ill, whatever its conditions say',
    phase => {
      const services = [
        { name: 'a', healthy: true },
        { name: 'b', healthy: false, message: '0 of 1 brokers are ready' },
      ];
      const status = { ...ended, status: phase, services };
      expect(readyOf(status)).toMatchObject({
        ...{ status: 'False', reason: phase },
        message: 'b: 0 of 1 brokers are ready',
      });
    },
  );

  it('tells what its workflow waits for, before it has a condition Ready', () => {
    const status = {
      ...{ status: 'runningWorkflow', observedGeneration: 2 },
      conditions: [passed('Parsed')],
      workflow: { message: 'b: waits for a' },
    };
    expect(readyOf(status)).toMatchObject({
      ...{ status: 'False', reason: 'runningWorkflow' },
      message: 'b: waits for a',
    });
  });

  it('tells why it was not rendered', () => {
    const conditions = [
      {
        ...{ type: 'Parsed', status: 'False', reason: 'ReconcileError' },
        message: 'the ComponentDefinition "x" is not found',
      },
    ];
    const status = { status: 'rendering', observedGeneration: 2, conditions };
    expect(readyOf(status)).toMatchObject({
      reason: 'ReconcileError',
      message: 'the ComponentDefinition "x" is not found',
    });
  });

  it('is not known from a status about what was asked for before', () => {
    const status = { ...ended, status: 'running', observedGeneration: 1 };
    expect(readClaimState(application(status)).conditions).toEqual([]);
  });
});
