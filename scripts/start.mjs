import { runCommand } from './lib/bootstrap.mjs';
import { ensureBundle } from './lib/bundle.mjs';
import { DEMO_PATH, waitForDemoEntities } from './lib/demoEntities.mjs';
import { startPortal } from './lib/portal.mjs';
import { writePortalConfig } from './lib/portalConfig.mjs';
import { findFreePort } from './lib/ports.mjs';
import { startSandbox } from './lib/sandbox.mjs';
import { formatDuration, say, UserError } from './lib/say.mjs';
import { readStartOptions, START_HELP } from './lib/startOptions.mjs';

await runCommand(async args => {
  const started = Date.now();
  const options = readStartOptions(args);
  if (options.help) return say(START_HELP);

  const port = await choosePort(options.port);
  const [sandbox] = await Promise.all([openSandbox(options), ensureBundle()]);
  const portal = await openPortal(port, sandbox, options);
  const hasDemo = await waitForDemoEntities(portal.url);
  sayReady(portal.url, hasDemo, Date.now() - started);

  const stopped = await firstToEnd({ portal, ...(sandbox && { sandbox }) });
  throw new UserError(
    `The ${stopped} stopped by itself; its log is .run/logs/${stopped}.log.`,
  );
});

async function choosePort(wanted) {
  const port = await findFreePort(wanted);
  if (port !== wanted) say(`Port ${wanted} is in use; using ${port} instead.`);
  return port;
}

async function openSandbox({ withSandbox, kafka, prometheus }) {
  if (!withSandbox) return undefined;
  say('Starting the sandbox …');
  const onProgress = sentence => say(`  ${sentence}`);
  const sandbox = await startSandbox({ kafka, prometheus, onProgress });
  say(`  sandbox is up: ${sandbox.kafkaDescription}`);
  return sandbox;
}

function openPortal(port, sandbox, { configs, verbose }) {
  say('Starting the portal …');
  const generated = writePortalConfig(port, sandbox?.addresses);
  return startPortal({ port, configs: [generated, ...configs], show: verbose });
}

function sayReady(url, hasDemo, ms) {
  say(`\nReady after ${formatDuration(ms)}: ${url}`);
  if (hasDemo) say(`Live records: ${url}${DEMO_PATH}`);
  say('Ctrl-C stops everything.');
}

function firstToEnd(parts) {
  const ends = Object.entries(parts).map(([name, part]) =>
    part.ended.then(() => name),
  );
  return Promise.race(ends);
}
