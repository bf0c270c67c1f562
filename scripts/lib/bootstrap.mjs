import { stopAllChildren, stopChildrenOnSignals } from './children.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { handOverToNode22 } from './node.mjs';
import { runMain, say } from './say.mjs';

/**
 * Runs a command on a machine that may have nothing but some Node: first the
 * right Node, then the dependencies, then `main(args)`, whose result is the
 * exit code. Every way out stops what was started.
 */
export function runCommand(main) {
  return runMain(async args => {
    const code = await handOverToNode22();
    if (code !== undefined) return code;
    stopChildrenOnSignals(() => say('\nStopping …'));
    try {
      await ensureDependencies();
      return await main(args);
    } finally {
      await stopAllChildren();
    }
  });
}
