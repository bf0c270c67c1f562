// Runs software templates as the portal would: a real scaffolder, asked over
// HTTP for a dry run, which renders the files and validates the values against
// the form. Takes jobs as one JSON argument: {template, values, dir}[].
const { mkdirSync, readFileSync, readdirSync, writeFileSync } = require('fs');
const { dirname, join, relative } = require('path');
const { startTestBackend } = require('@backstage/backend-test-utils');
const {
  catalogServiceMock,
} = require('@backstage/plugin-catalog-node/testUtils');
const { default: scaffolder } = require('@backstage/plugin-scaffolder-backend');
const { parse } = require('yaml');

async function main() {
  const { server } = await startTestBackend({
    features: [scaffolder, catalogServiceMock.factory()],
  });
  for (const job of JSON.parse(process.argv[2])) {
    const files = await dryRun(server.port(), job);
    files.forEach(file => write(job.dir, file));
  }
  process.exit(0);
}

async function dryRun(port, { template, values }) {
  const response = await fetch(
    `http://localhost:${port}/api/scaffolder/v2/dry-run`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        template: readTemplate(template),
        values,
        secrets: {},
        directoryContents: readFolder(dirname(template)),
      }),
    },
  );
  const body = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(body));
  return body.directoryContents;
}

function readTemplate(file) {
  const template = parse(readFileSync(file, 'utf8'));
  const steps = template.spec.steps.filter(
    ({ action }) => action === 'fetch:template',
  );
  return { ...template, spec: { ...template.spec, steps } };
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
