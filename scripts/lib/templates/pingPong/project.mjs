import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING } from '../../counts.mjs';
import { startSandbox } from '../../sandbox.mjs';
import { checkProject } from '../checkProject.mjs';
import {
  findAsyncApiProblems,
  findEntityProblems,
} from '../contractProblems.mjs';
import { findContainerProblems } from '../containers/index.mjs';
import { findFileProblems } from '../fileProblems.mjs';
import { languagesOf } from '../languages.mjs';
import { skip } from '../report.mjs';
import { findEncodingProblems, findOtherCode } from './encodingProblems.mjs';
import { avroJob, REFUSALS, serviceJob, VARIANTS } from './form.mjs';
import { runLoadTest } from './loadTest.mjs';
import { findPlatformProblems } from './platformProblems.mjs';
import { checkRoundTrip } from './roundTrip.mjs';

const LANGUAGES = languagesOf({
  realParts: 'real brokers',
  program: 'ping-pong',
});

/** What a component is told live by; the values come from the form. */
const ANNOTATIONS = ['kafka-topics', 'kafka-consumer-groups', 'mqtt-topics'];

/** templates/ping-pong-service. @type {import('../lane.mjs').Project} */
export const pingPong = {
  name: 'ping-pong',
  services: [serviceJob, avroJob].flatMap(toJob =>
    LANGUAGES.map(({ name }) => toJob(name)),
  ),
  variants: VARIANTS,
  refusals: REFUSALS,
  problemsOf,
  testServices,
};

async function problemsOf(dir) {
  return [
    ...findFileProblems(dir),
    ...(await findEntityProblems(dir, ANNOTATIONS)),
    ...findAsyncApiProblems(dir),
    ...findEncodingProblems(dir),
    ...findPlatformProblems(dir),
    ...findContainerProblems(dir),
  ];
}

async function testServices(made) {
  const sandbox = await startSandbox();
  try {
    const all = [toKafkaCount(sandbox.kafkaDescription)];
    for (const [i, language] of LANGUAGES.entries()) {
      const both = [made[i], made[LANGUAGES.length + i]];
      all.push(...(await testService(language, both, sandbox.addresses)));
    }
    return all;
  } finally {
    await sandbox.stop();
  }
}

/** The stand-in is good enough to try, and no proof where real parts are asked for. */
function toKafkaCount(description) {
  const isReal = description.startsWith('Apache Kafka');
  return isReal ? NOTHING : skip('brokers', 'Apache Kafka');
}

async function testService(language, [made, avro], addresses) {
  const { name } = language;
  const { dir } = made;
  return checkProject({
    who: `ping-pong ${name}`,
    language,
    made,
    problems: [
      ...(await problemsOfMade(made)),
      ...(await problemsOfMade(avro)),
      ...findOtherCode(dir, avro.dir).map(file => `${file} differs with Avro`),
    ],
    env: toEnvironment(addresses),
    run: async ({ command, script, env }) => {
      const trip = { dir, command, env, addresses, name };
      let load = { ok: false, tail: 'The service was not there to be loaded.' };
      const loaded = async port => {
        load = await runLoadTest({ dir, env, name, port, script });
      };
      const json = await checkRoundTrip({ ...trip, loaded });
      // The code is the same, so what was installed and built serves both.
      const file = 'service.json';
      copyFileSync(join(avro.dir, file), join(dir, file));
      const both = await checkRoundTrip({ ...trip, name: `${name}-avro` });
      return [
        ['answers a ping with a pong', json],
        ['answers every ping of its load test', load],
        ['answers a ping with a pong in Avro', both],
      ];
    },
  });
}

async function problemsOfMade({ dir, problem }) {
  return problem ? [problem] : problemsOf(dir);
}

function toEnvironment({ kafkaBrokers, mqttUrl, schemaRegistryUrl }) {
  const { hostname, port } = new URL(mqttUrl);
  return {
    KAFKA_BOOTSTRAP_SERVERS: kafkaBrokers.join(','),
    KAFKA_SCHEMA_REGISTRY_URL: schemaRegistryUrl,
    MQTT_HOST: hostname,
    MQTT_PORT: port,
  };
}
