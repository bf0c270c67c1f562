/** A failure whose message is for the person at the terminal: no stack is shown. */
export class UserError extends Error {}

/** One line of progress. On stderr, so that stdout stays for results. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** `950 ms`, `12.3 s`, `4 min 05 s`. */
export function formatDuration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(
    2,
    '0',
  )} s`;
}

/**
 * Runs a command of this repository and turns its end into an exit code.
 * A UserError shows its message only; anything else is a defect of ours and
 * shows its stack.
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    say('');
    say(error instanceof UserError ? error.message : error.stack);
    process.exitCode = 1;
  }
}
