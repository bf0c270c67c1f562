import { delimiter, dirname, join } from 'node:path';
import { cacheDir } from '../paths.mjs';
import { findPython, installUv } from './python.mjs';

/**
 * How a generated service of one language is built, checked and started.
 * @typedef {[command: string, ...args: string[]]} Command
 * @typedef {{
 *   name: string,
 *   prepare: () => Promise<{missing: string} | {env: Record<string, string>, checks: [title: string, command: Command][], start: Command, script: (name: string) => Command}>,
 * }} Language
 *   prepare: what is missing on this machine, or everything that is run; script:
 *   how its README runs a script of the service, arguments follow
 */

/**
 * @param {{realParts: string, program: string}} service
 *   realParts: what its tests run on; program: what its Python package installs
 * @returns {Language[]}
 */
export function languagesOf({ realParts, program }) {
  const tests = `passes its tests on ${realParts}`;
  return [
    { name: 'typescript', prepare: async () => typescript(tests) },
    { name: 'python', prepare: () => preparePython(tests, program) },
  ];
}

function typescript(tests) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const install = ['ci', '--prefer-offline', '--no-audit', '--no-fund'];
  const script = name => [npm, 'run', name];
  return {
    env: {
      // This Node, not the one that an older npm was installed with.
      PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
      npm_config_cache: join(cacheDir(), 'npm'),
      npm_config_update_notifier: 'false',
    },
    checks: [
      ['installs', [npm, ...install]],
      ['is formatted', script('format:check')],
      ['has no lint findings', script('lint')],
      ['has sound types', script('typecheck')],
      ['builds', script('build')],
      [tests, script('test')],
    ],
    start: [process.execPath, 'dist/main.js'],
    script: name => [...script(name), '--'],
  };
}

async function preparePython(tests, program) {
  const python = await findPython();
  if (!python) return { missing: 'Python 3.11 or later' };
  const uv = await installUv(python);
  const run = (...args) => [uv, 'run', '--no-sync', ...args];
  return {
    env: {
      UV_CACHE_DIR: join(cacheDir(), 'uv'),
      UV_PYTHON: python,
      UV_PYTHON_DOWNLOADS: 'never',
    },
    checks: [
      ['installs', [uv, 'sync']],
      ['is formatted', run('ruff', 'format', '--check', '.')],
      ['has no lint findings', run('ruff', 'check', '.')],
      ['has sound types', run('mypy')],
      ['builds', [uv, 'build', '--wheel']],
      [tests, run('pytest')],
    ],
    start: [`.venv/bin/${program}`],
    script: name => run(name),
  };
}
