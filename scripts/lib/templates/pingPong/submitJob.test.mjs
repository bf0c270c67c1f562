import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runChild } from '../../children.mjs';
import { ROOT } from '../../paths.mjs';
import { readJob } from './platformProblems.mjs';

const require = createRequire(join(ROOT, 'plugins', 'realtime', 'index.js'));
const { createTemplateRenderer } = require('nunjitsu');

const TEMPLATE = join(ROOT, 'templates', 'ping-pong-service');
const TOKEN = 'a-token-nobody-may-see';
const LIMIT_MS = 30_000;
const CONNECTOR = '/connectors/pings-mqtt';
const STREAMS = '/api/v1/environments/dev/proxy/api/v2/streams';
const START = '/api/v1/environments/dev/proxy/api/v1/streams/7/start';

const VALUES = {
  name: 'pings',
  namespace: 'team-a',
  platform: 'streams',
  consumerGroup: 'pings',
  mqttTopic: 'pings/messages',
  pingTopic: 'pings-ping',
  pongTopic: 'pings-pong',
  deadLetterTopic: 'pings-ping-dead-letter',
  encoding: 'json',
};

/** Kafka Connect and Lenses as far as the Job asks them; it finds both at one address. */
class Platform {
  requests = [];
  /** States of the connector's task, one a look; the last one stays. */
  tasks = ['UNASSIGNED', 'RUNNING'];
  processors = [];
  /** Answers that come first, by `METHOD path`. */
  refusals = new Map();

  async start(t) {
    const server = createServer(async (request, response) => {
      const chunks = await request.toArray();
      const body = chunks.length > 0 && JSON.parse(Buffer.concat(chunks));
      const { method, url, headers } = request;
      this.requests.push({ method, url, body, headers });
      const refusal = this.refusals.get(`${method} ${url}`)?.shift();
      const answer = refusal ? undefined : this.answer(method, url, body);
      response.writeHead(refusal ?? (answer ? 200 : 404));
      response.end(JSON.stringify(answer ?? { message: TOKEN }));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    t.after(() => server.close());
    this.url = `http://127.0.0.1:${server.address().port}`;
    return this;
  }

  answer(method, url, body) {
    switch (`${method} ${url}`) {
      case `PUT ${CONNECTOR}/config`:
        return body;
      case `GET ${CONNECTOR}/status`:
        return {
          connector: { state: 'RUNNING' },
          tasks: [{ state: this.nextTask() }],
        };
      case `GET ${STREAMS}`:
        return { processors: this.processors };
      case `POST ${STREAMS}`:
        this.processors.push(toProcessor(body));
        return { id: '7' };
      case `PUT ${START}`:
        this.processors[0].deployment.status.level = 'RUNNING';
        return {};
      default:
        return undefined;
    }
  }

  nextTask() {
    return this.tasks.length > 1 ? this.tasks.shift() : this.tasks[0];
  }

  count(method, url) {
    const isThis = one => one.method === method && one.url === url;
    return this.requests.filter(isThis).length;
  }
}

function toProcessor({ name, sql }, level = 'NOT_RUNNING') {
  const application = { name, sql: sql.replaceAll('\n', '\n ') };
  return { id: '7', application, deployment: { status: { level } } };
}

/** The Job as a cluster would run it: its files, its command, its environment. */
async function runJob(t, platform, choice, env = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'submit-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'job.yaml');
  writeFileSync(file, render('submit/platform/submit-job.yaml.njk', choice));
  const [map, job] = readJob(file);
  for (const [name, text] of Object.entries(map.data)) {
    writeFileSync(join(dir, name), text);
  }
  const [{ command, env: wanted }] = job.spec.template.spec.containers;
  assert.deepEqual(command, ['node', '/submit/submit.mjs']);
  const given = {
    CONNECT_URL: platform.url,
    LENSES_URL: platform.url,
    LENSES_TOKEN: TOKEN,
    LENSES_ENVIRONMENT: 'dev',
  };
  const lines = [];
  const done = await runChild(process.execPath, [join(dir, 'submit.mjs')], {
    limitMs: LIMIT_MS,
    onLine: line => lines.push(line),
    env: {
      ...Object.fromEntries(
        wanted.map(({ name, value }) => [name, value ?? given[name]]),
      ),
      ...{ SUBMIT_DIR: dir, WAIT_SECONDS: '20', POLL_MS: '10', ...env },
    },
  });
  const said = `${lines.join('\n')}\n${done.tail}`;
  assert.doesNotMatch(said, new RegExp(`${TOKEN}|127\\.0\\.0\\.1`));
  return { ok: done.ok, said };
}

function render(file, choice) {
  const text = readFileSync(join(TEMPLATE, file), 'utf8');
  const values = { ...VALUES, ...choice };
  return createTemplateRenderer().render(text, { values });
}

const CONNECT = { mqttBridge: 'connect', pingToPong: 'service' };
const LENSES = { mqttBridge: 'service', pingToPong: 'lenses' };
const BOTH = { mqttBridge: 'connect', pingToPong: 'lenses' };

test('submits the connector and the query, and ends when both run', async t => {
  const platform = await new Platform().start(t);
  const { ok, said } = await runJob(t, platform, BOTH);
  assert.ok(ok, said);
  const put = platform.requests.find(({ method }) => method === 'PUT');
  const { config } = JSON.parse(
    render('connect/platform/connect/mqtt-source.json.njk', BOTH),
  );
  assert.deepEqual(put.body, config);
  assert.equal(platform.count('GET', `${CONNECTOR}/status`), 2);
  const post = platform.requests.find(({ method }) => method === 'POST');
  assert.equal(post.headers.authorization, `Bearer ${TOKEN}`);
  const { sql, ...processor } = post.body;
  assert.equal(
    sql.trim(),
    render('lenses/platform/lenses/ping-to-pong.sql.njk', BOTH).trim(),
  );
  assert.deepEqual(processor, {
    name: 'team-a-pings-ping-to-pong',
    processorId: 'pings',
    deployment: {
      mode: 'KUBERNETES',
      details: { runners: 1, cluster: 'incluster', namespace: 'team-a' },
    },
  });
});

test('makes nothing twice when it is run again', async t => {
  const platform = await new Platform().start(t);
  await runJob(t, platform, BOTH);
  const { ok, said } = await runJob(t, platform, BOTH);
  assert.ok(ok, said);
  assert.equal(platform.count('POST', STREAMS), 1);
  assert.equal(platform.count('PUT', START), 1);
});

test('waits while Kafka Connect shares out its work anew', async t => {
  const platform = await new Platform().start(t);
  platform.refusals.set(`PUT ${CONNECTOR}/config`, [409, 503]);
  platform.refusals.set(`GET ${CONNECTOR}/status`, [404]);
  const { ok, said } = await runJob(t, platform, CONNECT);
  assert.ok(ok, said);
  assert.equal(platform.count('PUT', `${CONNECTOR}/config`), 3);
  assert.equal(platform.count('GET', STREAMS), 0);
});

const FAILURES = [
  [
    'a task of the connector that failed',
    CONNECT,
    platform => {
      platform.tasks = ['FAILED'];
    },
    /connector pings-mqtt and its tasks are RUNNING, FAILED/,
  ],
  [
    'a configuration that is refused',
    CONNECT,
    platform => platform.refusals.set(`PUT ${CONNECTOR}/config`, [400]),
    /Kafka Connect answers 400 to PUT \/connectors\/pings-mqtt\/config/,
  ],
  [
    'a token that is refused',
    LENSES,
    platform => platform.refusals.set(`GET ${STREAMS}`, [401]),
    /Lenses answers 401/,
  ],
  [
    'a processor of that name with another query',
    LENSES,
    platform => {
      const other = { name: 'team-a-pings-ping-to-pong', sql: 'SELECT 1' };
      platform.processors = [toProcessor(other, 'RUNNING')];
    },
    /runs another query; stop and delete it/,
  ],
  [
    'a processor that may not be started',
    LENSES,
    platform => platform.refusals.set(`PUT ${START}`, [403]),
    /Lenses answers 403 to PUT/,
  ],
];

for (const [what, choice, arrange, said] of FAILURES) {
  test(`fails at once, and says so, for ${what}`, async t => {
    const platform = await new Platform().start(t);
    arrange(platform);
    const done = await runJob(t, platform, choice);
    assert.equal(done.ok, false);
    assert.match(done.said, said);
  });
}

test('does not take what never runs for done', async t => {
  const platform = await new Platform().start(t);
  platform.tasks = ['UNASSIGNED'];
  const env = { WAIT_SECONDS: '0.1' };
  const done = await runJob(t, platform, CONNECT, env);
  assert.equal(done.ok, false);
  assert.match(done.said, /not proven within 0\.1 s.*RUNNING, UNASSIGNED/);
});

test('says that nobody answers', async t => {
  const nobody = { url: 'http://127.0.0.1:9' };
  const done = await runJob(t, nobody, LENSES, { WAIT_SECONDS: '0.1' });
  assert.equal(done.ok, false);
  assert.match(done.said, /Lenses does not answer/);
});
