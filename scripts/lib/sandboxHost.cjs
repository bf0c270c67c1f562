// Runs the sandbox in a process of its own and tells the parent where things
// are. Options come as one JSON argument; addresses go out over IPC.
const {
  ControlClient,
  defaultStateFile,
  readState,
  startSandbox,
} = require('@backstage-realtime/sandbox');

let sandbox;
let stopping = false;

async function main() {
  sandbox = await startSandbox({
    ...JSON.parse(process.argv[2]),
    stateFile: await freeStateFile(),
    onProgress: sentence => process.send({ progress: sentence }),
  });
  process.send({ ready: sandbox.status() });
}

/**
 * `npm run sandbox -- incident …` finds one sandbox; a second one goes without,
 * unless whoever started it names a file by which to find this very one.
 */
async function freeStateFile() {
  const named = process.env.BACKSTAGE_REALTIME_SANDBOX_STATE;
  if (named) return named;
  const file = defaultStateFile();
  const state = await readState(file);
  const isTaken = state && (await new ControlClient(state).isAnswering());
  return isTaken ? undefined : file;
}

async function stop() {
  if (stopping) return;
  stopping = true;
  await sandbox?.stop();
  process.exit(0);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
main().catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
