import { join } from 'node:path';
import { runChild } from '../children.mjs';
import { LOG_DIR } from '../paths.mjs';
import { report, reportProblems, skip } from './report.mjs';

/** Twice what the slowest check takes on two busy cores. */
const CHECK_MS = 180_000;

/**
 * Installs, checks and tests a generated service as its own CI would.
 * @param {{who: string, language: import('./languages.mjs').Language, made: import('./generate.mjs').Made, problems: string[], env: object, run: (tools: {command: string[], script: (name: string) => string[], env: object}) => Promise<[title: string, done: {ok: boolean, tail: string}][]>}} project
 *   problems: what is wrong with its files; run: what is seen when it is started
 * @returns {Promise<import('../counts.mjs').Counts[]>}
 */
export async function checkProject(project) {
  const { who, language, made, problems } = project;
  const counts = [reportProblems(who, 'has sound files', problems)];
  if (made.problem) return counts;
  const tools = await language.prepare();
  if (tools.missing) return [...counts, skip(who, tools.missing)];
  const env = { ...tools.env, ...project.env };
  for (const [title, [command, ...args]] of tools.checks) {
    const log = logOf(who, title);
    const options = { cwd: made.dir, env, log, limitMs: CHECK_MS };
    const done = await runChild(command, args, options);
    counts.push(report(who, title, done));
    // The others would only fail after it.
    if (!done.ok && title === 'installs') return counts;
  }
  const { start: command, script } = tools;
  const seen = await project.run({ command, script, env });
  return [...counts, ...seen.map(([title, done]) => report(who, title, done))];
}

function logOf(who, title) {
  const name = `${who} ${title.split(' ').pop()}`.replaceAll(' ', '-');
  return join(LOG_DIR, `templates-${name}.log`);
}
