import { runChild } from './children.mjs';

const DEFAULT = 'https://registry.npmjs.org';

/**
 * The registry of the user's npm configuration, without a slash at the end.
 * Yarn reads none of npm's files, so it is told.
 */
export async function readRegistry(env = process.env) {
  if (env.YARN_NPM_REGISTRY_SERVER) return env.YARN_NPM_REGISTRY_SERVER;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const lines = [];
  const done = await runChild(npm, ['config', 'get', 'registry'], {
    onLine: line => lines.push(line.trim()),
  });
  const url = lines.find(line => /^https?:\/\//.test(line));
  return done.ok && url ? url.replace(/\/+$/, '') : DEFAULT;
}
