import { runCommand } from './lib/bootstrap.mjs';
import { BENCH, runSource } from './lib/runSource.mjs';

/** `npm run bench -- --help` says which scenarios there are. */
await runCommand(args => runSource(BENCH, args));
