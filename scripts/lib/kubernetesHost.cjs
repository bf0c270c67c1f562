// Builds the Kubernetes API server that tests run against into the cache, once.
// Exit code 0: it is there; 2: this machine has no Go to build it with.
const {
  buildServers,
  findGo,
} = require('@backstage-realtime/sandbox/kubernetes');

async function main() {
  const found = await findGo();
  if ('missing' in found) {
    process.stdout.write(`No ${found.missing} for a Kubernetes API server.\n`);
    return 2;
  }
  await buildServers(found.go, sentence =>
    process.stdout.write(`${sentence}\n`),
  );
  return 0;
}

main().then(
  code => process.exit(code),
  error => {
    process.stdout.write(`${error.message}\n`);
    process.exit(1);
  },
);
