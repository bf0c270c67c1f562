import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countCommand } from './counts.mjs';
import { ROOT } from './paths.mjs';
import { runTool } from './tools.mjs';
import { publishedDirs } from './workspaces.mjs';

/**
 * Compares what each published package exports with the report that is checked
 * in: a public change is seen in review, or fails here. Reads the declarations
 * that the types lane leaves.
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function checkApiReports(name) {
  const dirs = publishedDirs();
  const done = await runTool(
    name,
    '@backstage/repo-tools#backstage-repo-tools',
    [
      ...['api-reports', ...dirs, '--ci', '--validate-release-tags'],
      // Members may go without a sentence where the name says it; exports may not.
      ...['-o', 'ae-wrong-input-file-type,ae-undocumented'],
    ],
  );
  if (!done.ok) return countCommand(done);
  const problems = dirs.flatMap(dir => problemsOf(join(ROOT, dir), dir));
  return countCommand({ ok: problems.length === 0, tail: problems.join('\n') });
}

function problemsOf(full, dir) {
  const reports = readdirSync(full).filter(name => name.endsWith('.api.md'));
  if (reports.length === 0) return [`${dir} has no API report`];
  return reports.flatMap(name =>
    findUndocumented(readFileSync(join(full, name), 'utf8')).map(
      line => `${dir}/${name}: no sentence says what this is: ${line}`,
    ),
  );
}

/** First lines of the exports of a report that have no docstring. */
export function findUndocumented(report) {
  const exports = /^\/\/ @\w+ .*\(undocumented\)\n(.+)$/gm;
  return [...report.matchAll(exports)].map(([, line]) => line);
}
