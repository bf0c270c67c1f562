// Runs software templates as the portal would: a real scaffolder, asked over
// HTTP for a dry run, which validates the values against the form and renders
// the files. Takes jobs as one JSON argument, {template, values, dir}[], and a
// folder for what they publish. Sends one result a job over IPC: {problem},
// which is absent when all went well.
const { mkdirSync, readFileSync, readdirSync, writeFileSync } = require('fs');
const { dirname, join, relative } = require('path');
const {
  mockServices,
  startTestBackend,
} = require('@backstage/backend-test-utils');
const {
  catalogServiceMock,
} = require('@backstage/plugin-catalog-node/testUtils');
const { default: scaffolder } = require('@backstage/plugin-scaffolder-backend');
const {
  default: realtimeActions,
} = require('@backstage-realtime/plugin-scaffolder-backend-module-realtime');
const { parse } = require('yaml');

/** What forms refer to; a dry run asks none of them. */
const KNOWN_NAMES = {
  kafka: { clusters: { local: { brokers: ['localhost:9092'] } } },
  mqtt: { brokers: { local: { url: 'mqtt://localhost:1883' } } },
  websocket: { endpoints: { pings: { url: 'ws://localhost:8080/ws/pong' } } },
  kubernetes: { clusters: { local: { url: 'https://localhost:6443' } } },
};

async function main() {
  const [jobs, root] = [JSON.parse(process.argv[2]), process.argv[3]];
  const { server } = await startTestBackend({
    features: [
      scaffolder,
      realtimeActions,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({
        data: { realtime: { publishLocal: { root }, ...KNOWN_NAMES } },
      }),
    ],
  });
  for (const job of jobs) {
    process.send({ result: await dryRun(server.port(), job) });
  }
  process.exit(0);
}

async function dryRun(port, { template, values, dir }) {
  const response = await fetch(
    `http://localhost:${port}/api/scaffolder/v2/dry-run`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        template: parse(readFileSync(template, 'utf8')),
        values,
        secrets: {},
        directoryContents: readFolder(dirname(template)),
      }),
    },
  );
  const body = await response.json();
  if (!response.ok) return { problem: JSON.stringify(body) };
  body.directoryContents.forEach(file => write(dir, file));
  return {};
}

function readFolder(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(file => ({
      path: relative(dir, file),
      base64Content: readFileSync(file).toString('base64'),
    }));
}

function write(dir, { path, base64Content, executable }) {
  const file = join(dir, path);
  mkdirSync(dirname(file), { recursive: true });
  const mode = executable ? 0o755 : 0o644;
  writeFileSync(file, Buffer.from(base64Content, 'base64'), { mode });
}

main().catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
