import { readManifests } from './manifestProblems.mjs';
import { Instance } from './Instance.mjs';

const EACH = 200;

/**
 * Starts two counters of a generated service on one database, as stable and
 * canary are, and the log output beside them, and looks at what they promise.
 * @param {{dir: string, command: string[], env: object, name: string, postgres: import('./postgres.mjs').Postgres}} options
 * @returns {Promise<[title: string, done: {ok: boolean, tail: string}][]>}
 */
export async function countTogether(options) {
  const { dir, postgres } = options;
  const running = [];
  const start = async (role, env) => {
    const name = `canary-counter-${options.name}-${running.length}`;
    const given = { ...options.env, ...env, PING_PONG_ROLE: role };
    running.push(await Instance.start({ ...options, env: given, name }));
    return running.at(-1);
  };
  const seen = [];
  const see = async (title, check) => {
    seen.push([title, await attempt(check)]);
  };
  try {
    const counters = [await start('counter'), await start('counter')];
    const [one] = counters;
    await see('counts every ping once, with two pods', () => count(counters));
    await see('measures what its analysis asks for', () => measure(one, dir));
    await see('outlives its database', () => outlive(counters, postgres));
    const env = { PING_PONG_COUNTER_URL: one.url };
    const beside = await start('log-output', env);
    await see('tells the count beside it', () => tell(beside, one));
    await see('ends when it is asked to', async () => {
      for (const each of running) await each.end();
    });
  } catch (error) {
    seen.push(['starts', { ok: false, tail: error.message }]);
  } finally {
    await Promise.all(running.map(each => each.kill()));
  }
  return seen;
}

async function attempt(check) {
  try {
    await check();
    return { ok: true, tail: '' };
  } catch (error) {
    return { ok: false, tail: error.message };
  }
}

/** As many at once as there are: each number has to come once. */
async function count(counters) {
  for (const each of counters) await each.until('/health/ready', 200);
  const asked = counters.flatMap(each =>
    Array.from({ length: EACH }, () => each.read('/pingpong')),
  );
  const numbers = (await Promise.all(asked)).map(({ message }) =>
    Number(message.replace('pong ', '')),
  );
  const sorted = numbers.toSorted((a, b) => a - b);
  const wrong = sorted.findIndex((number, i) => number !== i + 1);
  if (wrong !== -1)
    throw new Error(`Instead of ${wrong + 1} there was ${sorted[wrong]}`);
  await expectCount(counters[1], 2 * EACH);
}

async function expectCount(counter, expected) {
  const { pings } = await counter.read('/pings');
  if (pings !== expected)
    throw new Error(`The count is ${pings} instead of ${expected}`);
}

/** Every series of its own that an analysis reads has to be there. */
async function measure(counter, dir) {
  const text = await (await counter.get('/metrics')).text();
  const queries = readManifests(dir)
    .filter(({ kind }) => kind === 'AnalysisTemplate')
    .flatMap(({ spec }) => spec.metrics)
    .map(({ provider }) => provider.prometheus.query);
  const names = new Set(queries.join(' ').match(/\bhttp_\w+(?=\{)/g));
  const missing = [...names].filter(name => !text.includes(`${name}{`));
  if (names.size < 2 || missing.length > 0)
    throw new Error(`/metrics lacks ${missing.join(', ') || 'everything'}`);
}

async function outlive(counters, postgres) {
  const [one, other] = counters;
  const { pings } = await one.read('/pings');
  await postgres.pause();
  try {
    for (const each of counters) {
      await each.until('/health/ready', 503);
      await each.until('/pingpong', 503);
      await each.until('/health', 200);
    }
  } finally {
    // Others need it, whatever was seen.
    await postgres.resume();
  }
  for (const each of counters) await each.until('/health/ready', 200);
  await one.read('/pingpong');
  await expectCount(other, pings + 1);
}

/** It asks by itself, soon after it has started. */
async function tell(beside, counter) {
  const { pings: expected } = await counter.read('/pings');
  await beside.untilRead('/', ({ pings }) => pings === expected);
}
