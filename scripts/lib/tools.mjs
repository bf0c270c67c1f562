import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runChild } from './children.mjs';
import { LOG_DIR, ROOT } from './paths.mjs';

/**
 * Runs the command that an installed package brings, with this Node and
 * without a shell. Its log is .run/logs/<name>.log.
 * @param {string} bin name of the command, which is `package#command` where they differ
 */
export function runTool(name, bin, args, options = {}) {
  return runChild(process.execPath, [findBin(bin), ...args], {
    log: join(LOG_DIR, `${name}.log`),
    ...options,
    env: { FORCE_COLOR: '0', ...options.env },
  });
}

function findBin(bin) {
  const [packageName, command = packageName.split('/').pop()] = bin.split('#');
  const require = createRequire(join(ROOT, 'package.json'));
  const manifest = findManifest(require, packageName);
  const { bin: bins } = require(manifest);
  return join(
    dirname(manifest),
    typeof bins === 'string' ? bins : bins[command],
  );
}

/** Not by require.resolve: some packages export no package.json. */
function findManifest(require, packageName) {
  const [dir] = require.resolve.paths(packageName);
  return join(dir, packageName, 'package.json');
}
