import { addCounts, countCommand } from '../counts.mjs';
import { canaryCounter } from './canaryCounter/project.mjs';
import { generate } from './generate.mjs';
import { pingPong } from './pingPong/project.mjs';
import { reportProblems } from './report.mjs';

/**
 * A template is right when what it generates works: each service is generated
 * by a real scaffolder, installed, checked and tested as its own CI would, then
 * started on real parts, where it has to do what it is for: a ping comes back
 * as a pong, two counters count as one. One count a check; a language whose
 * tools are missing is skipped with the reason, and fails where real parts are
 * asked for.
 */

/**
 * What the lane knows of one template.
 * @typedef {import('./generate.mjs').Job & {what: string}} Row
 * @typedef {{
 *   name: string,
 *   services: import('./generate.mjs').Job[],
 *   variants: Row[],
 *   refusals: Row[],
 *   problemsOf: (dir: string) => Promise<string[]>,
 *   testServices: (made: import('./generate.mjs').Made[]) => Promise<import('../counts.mjs').Counts[]>,
 * }} Project
 *   services: what is built and started; variants: options that have to work;
 *   refusals: values that have to be refused before anything is made
 */

/** @type {Project[]} */
const PROJECTS = [pingPong, canaryCounter];

/** @returns {Promise<import('../counts.mjs').Counts>} */
export async function testTemplates() {
  const run = await generate(PROJECTS.flatMap(jobsOf));
  try {
    if (!run.ok) return countCommand({ ok: false, tail: run.tail });
    const left = [...run.made];
    const counts = [];
    for (const project of PROJECTS) {
      const made = left.splice(0, jobsOf(project).length);
      counts.push(...(await testProject(project, made)));
    }
    return addCounts(counts);
  } catch (error) {
    return countCommand({ ok: false, tail: error.stack });
  } finally {
    run.remove();
  }
}

function jobsOf({ services, variants, refusals }) {
  return [...services, ...variants, ...refusals];
}

async function testProject(project, made) {
  const services = made.splice(0, project.services.length);
  const form = await testForm(project, made);
  return [...form, ...(await project.testServices(services))];
}

/** One count a row: options work, bad values are refused. */
async function testForm({ name, variants, refusals, problemsOf }, made) {
  const counts = [];
  const who = `${name} form`;
  for (const [i, { what }] of variants.entries()) {
    const { dir, problem } = made[i];
    const problems = problem ? [problem] : await problemsOf(dir);
    counts.push(reportProblems(who, `takes ${what}`, problems));
  }
  for (const [i, { what }] of refusals.entries()) {
    const { problem } = made[variants.length + i];
    const problems = problem ? [] : ['It was taken.'];
    counts.push(reportProblems(who, `refuses ${what}`, problems));
  }
  return counts;
}
