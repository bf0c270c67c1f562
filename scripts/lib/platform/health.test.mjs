import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeComponents, renderComponents } from './definitions.mjs';
import { FIXTURES } from './fixtures.mjs';

const types = Object.keys(FIXTURES);

/** What a component consists of, before anything has a status. */
const full = Object.fromEntries(
  renderComponents(
    types.map(type => ({ type, parameter: FIXTURES[type].full })),
  ).map(({ value }, i) => [types[i], value]),
);
const [{ value: metabase }] = renderComponents([
  {
    type: 'analytics-dashboard',
    parameter: FIXTURES['analytics-dashboard'].minimal,
  },
]);

const kafka = (status, observedGeneration = 2) => ({
  observedGeneration,
  conditions: [
    {
      type: status ? 'Ready' : 'NotReady',
      status: 'True',
      message: 'no quorum',
    },
  ],
});
const parts = {
  registry: { readyReplicas: 2 },
  mqtt: { status: 'running' },
  dashboards: { status: 'running' },
  database: { readyInstances: 3 },
};
const pods = (available, observedGeneration = 2) => ({
  observedGeneration,
  ...{ replicas: 2, updatedReplicas: 2, availableReplicas: available },
});
const eachRole = status => ({
  bridge: status,
  processor: status,
  gateway: status,
});
const connector = (state, task = 'RUNNING') => ({
  connector: {
    connectorStatus: { connector: { state }, tasks: [{ id: 0, state: task }] },
  },
});
const oneReady = { observedGeneration: 2, readyReplicas: 1 };

/** Type, what is the case, status of the main object and of others, verdict, words. */
const CASES = [
  [
    'realtime-platform',
    'has no status',
    undefined,
    {},
    false,
    /Kafka is starting/,
  ],
  [
    'realtime-platform',
    'waits for brokers',
    kafka(false),
    parts,
    false,
    /no quorum/,
  ],
  [
    'realtime-platform',
    'was ready before the last change',
    kafka(true, 1),
    parts,
    false,
    /Kafka/,
  ],
  [
    'realtime-platform',
    'has no registry',
    kafka(true),
    { ...parts, registry: undefined },
    false,
    /registry waits/,
  ],
  [
    'realtime-platform',
    'has an unhealthy MQTT broker',
    kafka(true),
    { ...parts, mqtt: { status: 'unhealthy' } },
    false,
    /MQTT: unhealthy/,
  ],
  [
    'realtime-platform',
    'has no database yet',
    kafka(true),
    { ...parts, database: { readyInstances: 0 } },
    false,
    /Kafka is ready/,
  ],
  [
    'realtime-platform',
    'has all of it',
    kafka(true),
    parts,
    true,
    /Kafka is ready; schema registry is ready; MQTT: running/,
  ],
  ['iot-broker', 'has no status', undefined, {}, false, /0 of 1/],
  [
    'iot-broker',
    'has no way into Kafka',
    oneReady,
    {},
    false,
    /is not there yet/,
  ],
  [
    'iot-broker',
    'has a failed connector',
    oneReady,
    connector('FAILED'),
    false,
    /is FAILED/,
  ],
  [
    'iot-broker',
    'has a failed task',
    oneReady,
    connector('RUNNING', 'FAILED'),
    false,
    /RUNNING/,
  ],
  [
    'iot-broker',
    'was ready before the last change',
    { observedGeneration: 1, readyReplicas: 1 },
    connector('RUNNING'),
    false,
    /1 of 1/,
  ],
  [
    'iot-broker',
    'runs',
    oneReady,
    connector('RUNNING'),
    true,
    /1 of 1.*RUNNING/,
  ],
  ['stream-processor', 'has no status', undefined, {}, false, /submitting/],
  ['stream-processor', 'failed', { failed: 2 }, {}, false, /2 attempts/],
  [
    'stream-processor',
    'was submitted',
    { succeeded: 1 },
    {},
    true,
    /took every query/,
  ],
  [
    'analytics-dashboard',
    'has no status',
    undefined,
    {},
    false,
    /Grafana is starting/,
  ],
  [
    'analytics-dashboard',
    'failed',
    { stageStatus: 'failed' },
    {},
    false,
    /starting/,
  ],
  [
    'analytics-dashboard',
    'is ready',
    { stageStatus: 'success' },
    {},
    true,
    /Grafana is ready/,
  ],
  ['realtime-webservice', 'has no status', undefined, {}, false, /0 of 0/],
  [
    'realtime-webservice',
    'is rolled out',
    pods(1),
    eachRole(pods(2)),
    false,
    /1 of 2/,
  ],
  [
    'realtime-webservice',
    'has a role without pods',
    pods(2),
    eachRole(pods(0)),
    false,
    /2 of 2/,
  ],
  [
    'realtime-webservice',
    'was ready before the last change',
    pods(2, 1),
    eachRole(pods(2)),
    false,
    /2 of 2/,
  ],
  ['realtime-webservice', 'runs', pods(2), eachRole(pods(2)), true, /2 of 2/],
];

/** The object as the API server gives it back. */
function live(object, status) {
  const metadata = { ...object.metadata, generation: 2 };
  return { ...object, metadata, ...(status && { status }) };
}

function contextOf(type, main, others) {
  const { output, outputs } = full[type];
  const all = Object.entries(outputs).map(([name, each]) => [
    name,
    live(each, others[name]),
  ]);
  return { output: live(output, main), outputs: Object.fromEntries(all) };
}

describe('the health of a component', () => {
  const judged = judgeComponents(
    CASES.map(([type, , main, others]) => ({
      type,
      context: contextOf(type, main, others),
    })),
  );
  for (const [i, [type, what, , , isHealth, words]] of CASES.entries()) {
    test(`${type} that ${what} is ${isHealth ? '' : 'not '}healthy`, () => {
      assert.equal(judged[i].problem, undefined);
      assert.equal(judged[i].isHealth, isHealth);
      assert.match(judged[i].message, words);
    });
  }

  test('comes with addresses and names of Secrets, never their values', () => {
    const { details } = judged[6];
    assert.deepEqual(Object.keys(details).sort(), [
      ...['database', 'databaseSecret', 'kafka', 'kafkaSecret', 'mqtt'],
      ...['mqttSecret', 'schemaRegistry', 'visualization'],
    ]);
    for (const [key, text] of Object.entries(details)) {
      assert.ok(key.length < 32);
      assert.equal(typeof text, 'string');
    }
  });

  test('of Metabase is that of its pod', () => {
    const [ready] = judgeComponents([
      {
        type: 'analytics-dashboard',
        context: {
          output: live(metabase.output, { availableReplicas: 1 }),
          outputs: metabase.outputs,
        },
      },
    ]);
    assert.equal(ready.isHealth, true);
    assert.match(ready.details.visualization, /streams-metabase/);
  });
});
