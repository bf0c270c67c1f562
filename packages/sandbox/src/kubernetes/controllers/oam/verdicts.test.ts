import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  judgeBroker,
  judgeDashboard,
  judgePlatform,
  judgeProcessor,
  judgeService,
  type BrokerState,
  type DashboardKind,
  type JobState,
  type PlatformState,
  type PodsState,
} from './verdicts';

const ROOT = join(__dirname, '../../../../../..');
const CUE = join(ROOT, 'scripts/lib/platform/cueHost.cjs');

/** A type of component, what is said of it here, and the objects of a cluster in that very state. */
interface Case {
  type: string;
  said: { isHealthy: boolean; message: string };
  context: { output: object; outputs?: object };
}

const object = (kind: string, status?: object) => ({
  ...{ kind, metadata: { generation: 1 } },
  ...(status && { status: { observedGeneration: 1, ...status } }),
});

const platform = (state: PlatformState): Case => {
  const { isRegistryReady, kafka, mqtt } = state;
  const conditions =
    kafka === 'ready'
      ? [{ type: 'Ready', status: 'True' }]
      : [{ type: 'NotReady', status: 'True', message: kafka.waitsFor }];
  const isSilent = kafka !== 'ready' && !kafka.waitsFor;
  return {
    type: 'realtime-platform',
    said: judgePlatform(state),
    context: {
      output: object('Kafka', isSilent ? undefined : { conditions }),
      outputs: {
        registry: object(
          'Deployment',
          isRegistryReady ? { readyReplicas: 1 } : {},
        ),
        ...(mqtt && { mqtt: object('Application', { status: mqtt }) }),
      },
    },
  };
};

const broker = (state: BrokerState): Case => {
  const { connector, readyReplicas } = state;
  const told = { connectorStatus: { connector: { state: connector } } };
  return {
    type: 'iot-broker',
    said: judgeBroker(state),
    context: {
      output: object('StatefulSet', { readyReplicas }),
      outputs:
        connector === undefined
          ? {}
          : { connector: object('KafkaConnector', connector ? told : {}) },
    },
  };
};

const processor = (state: JobState): Case => ({
  type: 'stream-processor',
  said: judgeProcessor(state),
  context: { output: object('Job', state) },
});

const dashboard = (kind: DashboardKind, isUp: boolean): Case => ({
  type: 'analytics-dashboard',
  said: judgeDashboard(kind, isUp),
  context: {
    output: object(
      kind,
      kind === 'Grafana'
        ? { stageStatus: isUp ? 'success' : 'failed' }
        : { availableReplicas: isUp ? 1 : 0 },
    ),
  },
});

const service = (state: PodsState): Case => ({
  type: 'realtime-webservice',
  said: judgeService(state),
  context: {
    output: object('Deployment', { ...state, updatedReplicas: state.replicas }),
    outputs: {},
  },
});

const CASES = [
  platform({ kafka: {}, isRegistryReady: false, mqtt: 'starting' }),
  platform({ kafka: { waitsFor: 'no quorum' }, isRegistryReady: true }),
  platform({ kafka: 'ready', isRegistryReady: false }),
  platform({ kafka: 'ready', isRegistryReady: true, mqtt: 'unhealthy' }),
  platform({ kafka: 'ready', isRegistryReady: true, mqtt: 'running' }),
  platform({ kafka: 'ready', isRegistryReady: true }),
  broker({ readyReplicas: 0 }),
  broker({ readyReplicas: 0, connector: '' }),
  broker({ readyReplicas: 1 }),
  broker({ readyReplicas: 1, connector: '' }),
  broker({ readyReplicas: 1, connector: 'FAILED' }),
  broker({ readyReplicas: 1, connector: 'RUNNING' }),
  processor({ succeeded: 0, failed: 0 }),
  processor({ succeeded: 0, failed: 2 }),
  processor({ succeeded: 1, failed: 2 }),
  dashboard('Deployment', false),
  dashboard('Deployment', true),
  dashboard('Grafana', false),
  dashboard('Grafana', true),
  service({ replicas: 1, availableReplicas: 0 }),
  service({ replicas: 2, availableReplicas: 1 }),
  service({ replicas: 1, availableReplicas: 1 }),
];

/** What the definitions that a cluster is given say of the same states. */
function judgeByDefinition(): unknown[] {
  const sources = CASES.flatMap(({ context, type }) => {
    const file = join(ROOT, 'platform/definitions', `${type}.yaml`);
    const { spec } = parse(readFileSync(file, 'utf8'));
    const { customStatus, healthPolicy } = spec.status;
    const given = `context: ${JSON.stringify(context)}\nparameter: {}`;
    return [healthPolicy, customStatus].map(text => `${text}\n${given}`);
  });
  const { stderr, stdout } = spawnSync(process.execPath, [CUE], {
    input: JSON.stringify(sources),
    encoding: 'utf8',
  });
  if (stderr) throw new Error(stderr);
  const results: { value?: Record<string, unknown>; problem?: string }[] =
    JSON.parse(stdout);
  return CASES.map((_, i) => {
    const [health, status] = results.slice(2 * i, 2 * i + 2);
    return (
      health.problem ??
      status.problem ?? {
        isHealthy: health.value?.isHealth,
        message: status.value?.message,
      }
    );
  });
}

describe('what is said of a component', () => {
  jest.setTimeout(120_000);
  let expected: unknown[];

  beforeAll(() => {
    expected = judgeByDefinition();
  });

  it.each(CASES.map((each, i) => [each.type, each.said.message, i] as const))(
    'is what the definition of %s says: %s',
    (_type, _message, i) => {
      expect(CASES[i].said).toEqual(expected[i]);
    },
  );
});
