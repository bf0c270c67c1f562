import { join } from 'node:path';
import { runChild } from '../children.mjs';
import { addCounts, countCommand, NOTHING } from '../counts.mjs';
import { LOG_DIR } from '../paths.mjs';
import { say } from '../say.mjs';
import { startSandbox } from '../sandbox.mjs';
import { generate } from './generate.mjs';
import { findFileProblems } from './fileProblems.mjs';
import { LANGUAGES } from './languages.mjs';
import { checkRoundTrip } from './roundTrip.mjs';

/**
 * A template is right when what it generates works: each service is generated
 * by a real scaffolder, installed, checked and tested as its own CI would, then
 * started on the brokers of the sandbox, where a ping has to come back as a
 * pong. One count a check; a language whose tools are missing is skipped with
 * the reason, and fails where real parts are asked for.
 */

/** Twice what the slowest check takes on two busy cores. */
const CHECK_MS = 180_000;

/** @returns {Promise<import('../counts.mjs').Counts>} */
export async function testTemplates() {
  const made = await generate(LANGUAGES.map(toJob));
  try {
    if (!made.ok) return countCommand(made);
    const sandbox = await startSandbox();
    try {
      return await testServices(made.dirs, sandbox.addresses);
    } finally {
      await sandbox.stop();
    }
  } catch (error) {
    return countCommand({ ok: false, tail: error.stack });
  } finally {
    made.remove();
  }
}

async function testServices(dirs, addresses) {
  const all = [];
  for (const [i, language] of LANGUAGES.entries()) {
    all.push(await testService(language, dirs[i], addresses));
  }
  return addCounts(all);
}

function toJob({ name: language }) {
  const name = `lane-${language}`;
  return {
    name,
    template: 'ping-pong-service',
    values: {
      ...{ name, language, description: 'Made to be tested.' },
      ...{ owner: 'group:default/team-realtime', system: 'ping-pong' },
      ...{ platform: 'create', partitions: 3, retention: '24h' },
      ...{ kafkaCluster: 'local', mqttBroker: 'local' },
      mqttTopic: `${name}/messages`,
      ...{ publish: 'local', delivery: 'commit' },
    },
  };
}

async function testService(language, dir, addresses) {
  const { name } = language;
  const problems = findFileProblems(dir);
  const files = { ok: problems.length === 0, tail: problems.join('\n') };
  const counts = [report(name, 'has sound files', files)];
  const tools = await language.prepare();
  if (tools.missing) return addCounts([...counts, skip(name, tools.missing)]);
  const env = { ...tools.env, ...toEnvironment(addresses) };
  for (const [title, [command, ...args]] of tools.checks) {
    const log = join(
      LOG_DIR,
      `templates-${name}-${title.split(' ').pop()}.log`,
    );
    const options = { cwd: dir, env, log, limitMs: CHECK_MS };
    const done = await runChild(command, args, options);
    counts.push(report(name, title, done));
    // The others would only fail after it.
    if (!done.ok && title === 'installs') return addCounts(counts);
  }
  const command = tools.start;
  const trip = await checkRoundTrip({ dir, command, env, addresses, name });
  counts.push(report(name, 'answers a ping with a pong', trip));
  return addCounts(counts);
}

function toEnvironment({ kafkaBrokers, mqttUrl }) {
  const { hostname, port } = new URL(mqttUrl);
  return {
    KAFKA_BOOTSTRAP_SERVERS: kafkaBrokers.join(','),
    MQTT_HOST: hostname,
    MQTT_PORT: port,
  };
}

function report(language, title, done) {
  say(`  ${done.ok ? 'ok    ' : 'FAILED'} ${language} ${title}`);
  return countCommand(done);
}

function skip(language, missing) {
  const note = `${language}: there is no ${missing}`;
  return process.env.REALTIME_REQUIRE_REAL
    ? { ...NOTHING, failed: 1, notes: [note] }
    : { ...NOTHING, skipped: 1, notes: [note] };
}
