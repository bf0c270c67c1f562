// Runs the sandbox in a process of its own and tells the parent where things
// are. Options come as one JSON argument; addresses go out over IPC.
const { startSandbox } = require('@backstage-realtime/sandbox');

let sandbox;

async function main() {
  sandbox = await startSandbox(JSON.parse(process.argv[2]));
  process.send({
    state: 'ready',
    status: await sandbox.status(),
    sandbox: describe(sandbox),
  });
}

function describe({ kafka, mqtt, websocketUrl }) {
  return {
    kafkaBrokers: [kafka.bootstrap].flat(),
    mqttUrl: mqtt.url,
    websocketUrl,
  };
}

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await sandbox?.stop();
  process.exit(0);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
main().catch(error => {
  console.error(error);
  process.exit(1);
});
