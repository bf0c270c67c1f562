import { NOTHING } from '../../counts.mjs';
import { startSandbox } from '../../sandbox.mjs';
import { checkProject } from '../checkProject.mjs';
import {
  findAsyncApiProblems,
  findEntityProblems,
} from '../contractProblems.mjs';
import { findFileProblems } from '../fileProblems.mjs';
import { languagesOf } from '../languages.mjs';
import { skip } from '../report.mjs';
import { REFUSALS, serviceJob, VARIANTS } from './form.mjs';
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
  services: LANGUAGES.map(({ name }) => serviceJob(name)),
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
  ];
}

async function testServices(made) {
  const sandbox = await startSandbox();
  try {
    const all = [toKafkaCount(sandbox.kafkaDescription)];
    for (const [i, language] of LANGUAGES.entries()) {
      all.push(...(await testService(language, made[i], sandbox.addresses)));
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

async function testService(language, made, addresses) {
  const { name } = language;
  const { dir, problem } = made;
  return checkProject({
    who: `ping-pong ${name}`,
    language,
    made,
    problems: problem ? [problem] : await problemsOf(dir),
    env: toEnvironment(addresses),
    run: async ({ command, env }) => [
      [
        'answers a ping with a pong',
        await checkRoundTrip({ dir, command, env, addresses, name }),
      ],
    ],
  });
}

function toEnvironment({ kafkaBrokers, mqttUrl }) {
  const { hostname, port } = new URL(mqttUrl);
  return {
    KAFKA_BOOTSTRAP_SERVERS: kafkaBrokers.join(','),
    MQTT_HOST: hostname,
    MQTT_PORT: port,
  };
}
