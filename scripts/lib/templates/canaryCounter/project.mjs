import { runChild } from '../../children.mjs';
import { checkProject } from '../checkProject.mjs';
import { findContainerProblems } from '../containers/index.mjs';
import { findEntityProblems } from '../contractProblems.mjs';
import { findFileProblems } from '../fileProblems.mjs';
import { languagesOf } from '../languages.mjs';
import { skip } from '../report.mjs';
import { countTogether } from './countTogether.mjs';
import { REFUSALS, serviceJob, VARIANTS } from './form.mjs';
import { findManifestProblems } from './manifestProblems.mjs';
import { startPostgres } from './postgres.mjs';

const LANGUAGES = languagesOf({
  realParts: 'a real PostgreSQL',
  program: 'counter-service',
});

/** By which the Canary tab finds the rollout. */
const ANNOTATIONS = ['rollout'];

const SCRIPT_MS = 10_000;

/** templates/canary-counter-service. @type {import('../lane.mjs').Project} */
export const canaryCounter = {
  name: 'canary-counter',
  services: LANGUAGES.map(({ name }) => serviceJob(name)),
  variants: VARIANTS,
  refusals: REFUSALS,
  problemsOf,
  testServices,
};

async function problemsOf(dir) {
  return [
    ...findFileProblems(dir),
    ...(await findEntityProblems(dir, ANNOTATIONS)),
    ...findManifestProblems(dir),
    ...findContainerProblems(dir),
    ...(await findPlainSecrets(dir)),
  ];
}

/** By the script that its CI runs. */
async function findPlainSecrets(dir) {
  const options = { cwd: dir, limitMs: SCRIPT_MS };
  const done = await runChild('sh', ['scripts/check-secrets.sh'], options);
  return done.ok ? [] : [done.tail];
}

async function testServices(made) {
  const postgres = await startPostgres(LANGUAGES.map(({ name }) => name));
  if (postgres.missing) return [skip('canary-counter', postgres.missing)];
  try {
    const all = [];
    for (const [i, language] of LANGUAGES.entries()) {
      all.push(...(await testService(language, made[i], postgres)));
    }
    return all;
  } finally {
    await postgres.stop();
  }
}

async function testService(language, made, postgres) {
  const { name } = language;
  const { dir, problem } = made;
  return checkProject({
    who: `canary-counter ${name}`,
    language,
    made,
    problems: problem ? [problem] : await problemsOf(dir),
    env: postgres.envOf(name),
    run: ({ command, env }) =>
      countTogether({ dir, command, env, name, postgres }),
  });
}
