import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import {
  DEFINITIONS,
  readDefinition,
  renderComponents,
  renderDefinitions,
  yamlPathOf,
} from './definitions.mjs';
import { ROOT } from '../paths.mjs';
import { FIXTURES, goodComponents } from './fixtures.mjs';
import { createKindCheck, NO_SCHEMAS } from './kubernetesSchemas.mjs';

/** Every object of a rendered component. */
const objectsOf = ({ output, outputs }) => [output, ...Object.values(outputs)];

const good = goodComponents();
const rendered = renderComponents(good);

describe('a component type', () => {
  test('is given to a cluster as it is written in CUE', () => {
    const texts = renderDefinitions();
    for (const [i, name] of DEFINITIONS.entries())
      assert.equal(readFileSync(yamlPathOf(name), 'utf8'), texts[i]);
  });

  test('is written in the part of CUE that old and new KubeVela have in common', () => {
    for (const name of DEFINITIONS) {
      const { head, template } = readDefinition(name);
      assert.doesNotMatch(head + template, /^\s*[\w"]+!:/m);
      assert.doesNotMatch(template, /\] \+ \[|\] \* \d/);
    }
  });

  for (const [i, { what }] of good.entries()) {
    test(`renders ${what}`, () => {
      assert.equal(rendered[i].problem, undefined);
      assert.ok(rendered[i].value.output.kind);
    });
  }

  const bad = Object.entries(FIXTURES).flatMap(([type, { minimal, invalid }]) =>
    invalid.map(([changed, expected]) => ({
      ...{ type, expected, changed },
      parameter: { ...minimal, ...changed },
    })),
  );
  const refused = renderComponents(bad);
  for (const [i, { type, changed, expected }] of bad.entries()) {
    test(`${type} refuses ${JSON.stringify(changed)}`, () => {
      assert.match(refused[i].problem ?? 'it was taken', expected);
    });
  }
});

describe('what a component consists of', () => {
  for (const [i, { what, parameter }] of good.entries()) {
    test(`keeps the house rules: ${what}`, () => {
      const objects = objectsOf(rendered[i].value);
      const text = JSON.stringify(objects);
      assert.doesNotMatch(text, /:latest"/);
      assert.doesNotMatch(text, /"licence"|undefined|_\|_/);
      const names = objects.map(
        ({ kind, metadata }) => `${kind}/${metadata.name}`,
      );
      assert.equal(new Set(names).size, names.length);
      for (const { kind, metadata } of objects) {
        assert.equal(metadata.namespace, 'team-a');
        assert.match(metadata.name, /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
        assert.ok(
          kind === 'KafkaNodePool' ||
            metadata.name.startsWith(parameter.name) ||
            metadata.name.startsWith(parameter.realtime ?? 'pipeline'),
        );
      }
      objects.flatMap(podsOf).forEach(checkPod);
    });
  }

  test('is what the API server takes', { skip: NO_SCHEMAS }, () => {
    const check = createKindCheck();
    const known = good.flatMap((_, i) =>
      objectsOf(rendered[i].value).map(object => [object, check(object)]),
    );
    const [[kafka]] = known;
    const wrong = { ...kafka, spec: { ...kafka.spec, zookeeper: {} } };
    assert.match(check(wrong)[0], /zookeeper/);
    const mistakes = known.flatMap(([, found]) => found ?? []);
    assert.deepEqual([...new Set(mistakes)], []);
    const unknown = known
      .filter(([, found]) => !found)
      .map(([{ kind }]) => kind);
    // Their definitions come with operators that nobody brings schemas of.
    assert.deepEqual([...new Set(unknown)].sort(), ['Grafana', 'Password']);
  });

  test('has Secrets whose hosts exist', () => {
    for (const { value } of rendered.filter(({ problem }) => !problem)) {
      const objects = objectsOf(value);
      const services = new Set(objects.flatMap(servicesOf));
      const hosts = JSON.stringify(
        objects.filter(({ kind }) => kind === 'ExternalSecret'),
      );
      for (const [, host] of hosts.matchAll(/([a-z0-9-]+)\.team-a\.svc/g))
        assert.ok(services.has(host), `${host} is no Service`);
    }
  });

  test('has host names for the pods of its Kafka, however long its own is', () => {
    const [{ value }] = renderComponents([
      {
        type: 'realtime-platform',
        parameter: { name: 'a'.repeat(40), profile: 'production' },
      },
    ]);
    const pools = objectsOf(value).filter(
      ({ kind }) => kind === 'KafkaNodePool',
    );
    assert.equal(pools.length, 2);
    for (const { metadata } of pools)
      assert.ok(`${'a'.repeat(40)}-${metadata.name}-99`.length <= 63);
  });

  test('has the topic that its connector writes to', () => {
    const brokers = rendered.filter(({ value }) => value.outputs.connector);
    assert.ok(brokers.length > 0);
    for (const { value } of brokers) {
      const { connector, topic } = value.outputs;
      const [, target] = /^INSERT INTO (\S+) /.exec(
        connector.spec.config['connect.mqtt.kcql'],
      );
      assert.equal(topic.spec.topicName, target);
    }
  });

  test('starts from images whose origin is written down', () => {
    const readme = readFileSync(join(ROOT, 'platform', 'README.md'), 'utf8');
    const images = rendered
      .flatMap(({ value }) => objectsOf(value))
      .flatMap(({ spec }) => [
        ...podsOf({ spec }).flatMap(pod => pod.containers),
        { image: spec?.image },
      ])
      .flatMap(({ image }) => image ?? []);
    const ours = [...new Set(images)].filter(
      image => image !== FIXTURES['realtime-webservice'].minimal.image,
    );
    assert.ok(ours.length > 3);
    const unsaid = ours.filter(image => !readme.includes(`\`${image}\``));
    assert.deepEqual(unsaid, []);
  });

  test('gives each Secret the keys that were agreed on', () => {
    const [platform] = rendered;
    const [broker] = renderComponents([
      { type: 'iot-broker', parameter: { name: 'streams' } },
    ]);
    const keys = Object.fromEntries(
      [...objectsOf(platform.value), ...objectsOf(broker.value)]
        .filter(({ kind }) => kind === 'ExternalSecret')
        .map(({ metadata, spec }) => [
          metadata.name,
          Object.keys(spec.target.template.data).filter(key =>
            /^[A-Z]/.test(key),
          ),
        ]),
    );
    assert.deepEqual(keys, {
      'streams-kafka-secret': [
        'KAFKA_BOOTSTRAP_SERVERS',
        'KAFKA_SCHEMA_REGISTRY_URL',
        'KAFKA_TLS',
        'KAFKA_SASL_MECHANISM',
        'KAFKA_USERNAME',
        'KAFKA_PASSWORD',
      ],
      'streams-db-secret': [
        'DB_HOST',
        'DB_PORT',
        'DB_NAME',
        'DB_USER',
        'DB_PASSWORD',
      ],
      'streams-mqtt-secret': [
        'MQTT_HOST',
        'MQTT_PORT',
        'MQTT_USER',
        'MQTT_PASSWORD',
      ],
    });
  });
});

/** Services of an object: its own, or those its operator makes. */
function servicesOf({ kind, metadata: { name } }) {
  if (kind === 'Service') return [name];
  if (kind === 'Kafka') return [`${name}-kafka-bootstrap`];
  return kind === 'Cluster' ? [`${name}-rw`] : [];
}

function podsOf({ spec }) {
  return spec?.template?.spec?.containers ? [spec.template.spec] : [];
}

function checkPod(pod) {
  assert.equal(pod.automountServiceAccountToken, false);
  assert.equal(pod.securityContext.runAsNonRoot, true);
  for (const container of [...pod.containers, ...(pod.initContainers ?? [])]) {
    assert.ok(container.resources.requests.memory);
    assert.ok(container.resources.limits.memory);
    assert.equal(container.securityContext.allowPrivilegeEscalation, false);
    assert.match(container.image, /^[^/]+\.[^/]+\/.+:.+$/);
  }
}

describe('a query that cannot read a record', () => {
  const sql = 'INSERT INTO b SELECT STREAM * FROM a';
  const POLICIES = [
    [{}, ''],
    [{ policy: 'RETRY' }, ''],
    [{ policy: 'IGNORE' }, "SET error.policy = 'continue';\n"],
    [
      { policy: 'DEAD_LETTER', deadLetterTopic: 'broken' },
      "SET error.policy = 'dlq';\nSET dead.letter.queue = 'broken';\n",
    ],
  ];
  const processors = renderComponents(
    POLICIES.map(([errorHandling]) => ({
      type: 'stream-processor',
      parameter: {
        ...FIXTURES['stream-processor'].minimal,
        ...{ queries: [{ name: 'a', sql }], errorHandling },
      },
    })),
  );
  for (const [i, [errorHandling, settings]] of POLICIES.entries()) {
    test(`does as ${JSON.stringify(errorHandling)} says`, () => {
      const { data } = processors[i].value.outputs.queries;
      assert.equal(JSON.parse(data['a.json']).sql, `${settings}${sql}`);
    });
  }
});
