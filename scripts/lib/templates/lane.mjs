import { join } from 'node:path';
import { runChild } from '../children.mjs';
import { addCounts, countCommand, NOTHING } from '../counts.mjs';
import { LOG_DIR } from '../paths.mjs';
import { say } from '../say.mjs';
import { startSandbox } from '../sandbox.mjs';
import { findContractProblems } from './contractProblems.mjs';
import { generate } from './generate.mjs';
import { findFileProblems } from './fileProblems.mjs';
import { LANGUAGES } from './languages.mjs';
import { REFUSALS, serviceJob, VARIANTS } from './pingPong.mjs';
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
  const services = LANGUAGES.map(({ name }) => serviceJob(name));
  const jobs = [...services, ...VARIANTS, ...REFUSALS];
  const run = await generate(jobs);
  try {
    if (!run.ok) return countCommand({ ok: false, tail: run.tail });
    const made = run.made.slice(0, services.length);
    const form = await testForm(run.made.slice(services.length));
    return addCounts([...form, await testServices(made)]);
  } catch (error) {
    return countCommand({ ok: false, tail: error.stack });
  } finally {
    run.remove();
  }
}

/** One count a row: options work, bad values are refused. */
async function testForm(made) {
  const counts = [];
  for (const [i, { what }] of VARIANTS.entries()) {
    const problems = await problemsOf(made[i]);
    counts.push(reportProblems('form', `takes ${what}`, problems));
  }
  for (const [i, { what }] of REFUSALS.entries()) {
    const { problem } = made[VARIANTS.length + i];
    const problems = problem ? [] : ['It was taken.'];
    counts.push(reportProblems('form', `refuses ${what}`, problems));
  }
  return counts;
}

async function problemsOf({ dir, problem }) {
  if (problem) return [problem];
  return [...findFileProblems(dir), ...(await findContractProblems(dir))];
}

async function testServices(made) {
  const sandbox = await startSandbox();
  try {
    const all = [toKafkaCount(sandbox.kafkaDescription)];
    for (const [i, language] of LANGUAGES.entries()) {
      all.push(await testService(language, made[i], sandbox.addresses));
    }
    return addCounts(all);
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
  const files = await problemsOf(made);
  const counts = [reportProblems(name, 'has sound files', files)];
  if (problem) return addCounts(counts);
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

function report(who, title, done) {
  say(`  ${done.ok ? 'ok    ' : 'FAILED'} ${who} ${title}`);
  const tail = `${who} ${title}:\n${done.tail}`;
  return countCommand({ ok: done.ok, tail });
}

function reportProblems(who, title, problems) {
  const tail = problems.join('\n');
  return report(who, title, { ok: problems.length === 0, tail });
}

function skip(who, missing) {
  const note = `${who}: there is no ${missing}`;
  return process.env.REALTIME_REQUIRE_REAL
    ? { ...NOTHING, failed: 1, notes: [note] }
    : { ...NOTHING, skipped: 1, notes: [note] };
}
