import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copiesOf, isPinned, lastOf, readStages } from './dockerfile.mjs';

/**
 * Why the image of a project could not be built, or should not be run, as far
 * as can be told without building it.
 * @param {string} dir
 * @returns {string[]}
 */
export function findDockerfileProblems(dir) {
  const stages = readStages(readFileSync(join(dir, 'Dockerfile'), 'utf8'));
  const last = stages.at(-1);
  if (!last) return ['Dockerfile has no stage'];
  const names = new Set(stages.flatMap(({ name }) => name ?? []));
  return [
    ...stages.flatMap(stage => findImageProblems(stage, names)),
    ...stages.flatMap(stage => findCopyProblems(dir, stage, names)),
    ...findUserProblems(last),
    ...findCommandProblems(dir, last),
  ].map(problem => `Dockerfile ${problem}`);
}

function findImageProblems({ image }, names) {
  return names.has(image) || isPinned(image)
    ? []
    : [`starts from ${image}, which says no version`];
}

function findCopyProblems(dir, stage, names) {
  return copiesOf(stage).flatMap(({ from, sources }) => {
    if (from)
      return names.has(from) || isPinned(from)
        ? []
        : [`copies from ${from}, which is no stage and says no version`];
    const isGlob = source => /[*?[]/.test(source);
    const lacking = sources.filter(
      source => !isGlob(source) && !existsSync(join(dir, source)),
    );
    // A pattern may match nothing as long as something else is copied.
    const found = sources.some(
      source => globSync(source, { cwd: dir }).length > 0,
    );
    return [
      ...lacking.map(source => `copies ${source}, which is not there`),
      ...(found || lacking.length > 0 ? [] : [`copies nothing: ${sources}`]),
    ];
  });
}

/** By number: Kubernetes cannot tell from a name that it is not root. */
function findUserProblems(stage) {
  const user = lastOf(stage, 'USER');
  if (user === undefined) return ['runs as root'];
  return /^[1-9]\d*(:\d+)?$/.test(user)
    ? []
    : [`runs as ${user}, which is no number of a user`];
}

/** What starts is a file that the build makes, or a script that the project names. */
function findCommandProblems(dir, stage) {
  const text = lastOf(stage, 'CMD') ?? lastOf(stage, 'ENTRYPOINT');
  if (!text?.startsWith('[')) return ['starts nothing, or through a shell'];
  const [program, ...args] = JSON.parse(text);
  const script = args.find(each => each.startsWith('dist/'));
  if (script) {
    const source = script.replace(/^dist\//, 'src/').replace(/\.js$/, '.ts');
    return existsSync(join(dir, source))
      ? []
      : [`starts ${script}, and there is no ${source}`];
  }
  const project = join(dir, 'pyproject.toml');
  const scripts = existsSync(project) ? readFileSync(project, 'utf8') : '';
  return new RegExp(`^${program} *= *"`, 'm').test(scripts)
    ? []
    : [`starts ${program}, which is no script of the project`];
}
