import { runCommand } from './lib/bootstrap.mjs';
import { changedFiles, changedWorkspaces } from './lib/changes.mjs';
import { addCounts, countCommand, formatCounts } from './lib/counts.mjs';
import { formatDuration, say } from './lib/say.mjs';
import { runTool } from './lib/tools.mjs';

/**
 * The checks that are worth waiting for before each commit: format, lint and
 * tests of what changed, types of everything. Under two minutes.
 */
await runCommand(async () => {
  process.env.CI = 'true';
  const started = Date.now();
  const files = await changedFiles();
  const dirs = changedWorkspaces(files);
  say(`${files.length} changed files in ${dirs.join(', ') || 'no package'}`);

  const results = [];
  for (const [name, run] of Object.entries(steps(files, dirs))) {
    const done = await run();
    say(`${done.ok ? 'ok    ' : 'FAILED'} ${name}`);
    if (!done.ok) say(done.tail);
    results.push(countCommand(done));
  }
  const total = addCounts(results);
  say(formatDuration(Date.now() - started));
  process.stdout.write(`${formatCounts(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});

function steps(files, dirs) {
  const cli = '@backstage/cli#backstage-cli';
  const code = files.filter(file => /\.tsx?$/.test(file) && inAny(file, dirs));
  return {
    ...(files.length > 0 && {
      format: () =>
        runTool('check-format', 'prettier', [
          ...['--check', '--ignore-unknown', ...files],
        ]),
    }),
    ...(code.length > 0 && {
      lint: () =>
        runTool('check-lint', 'eslint', ['--max-warnings', '0', ...code]),
    }),
    types: () => runTool('check-types', 'typescript#tsc', []),
    ...(dirs.length > 0 && {
      tests: () => runTool('check-tests', cli, ['repo', 'test', ...dirs]),
    }),
  };
}

function inAny(file, dirs) {
  return dirs.some(dir => file.startsWith(`${dir}/`));
}
