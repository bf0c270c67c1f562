import { runCommand } from './lib/bootstrap.mjs';
import { runSource, SANDBOX_CLI } from './lib/runSource.mjs';

/** `npm run sandbox -- --help` says what it can do. */
await runCommand(args => runSource(SANDBOX_CLI, args));
