import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startChild } from './children.mjs';
import { ROOT } from './paths.mjs';
import { UserError } from './say.mjs';
import { EXIT_WITH_PARENT, transpileArgs } from './transpile.mjs';

/** Runs a TypeScript file of this repository with its output on the terminal; resolves with its exit code. */
export function runSource(file, args) {
  if (!existsSync(file)) {
    throw new UserError(
      `${relative(ROOT, file)} is missing from this check-out.`,
    );
  }
  const child = startChild(
    process.execPath,
    [...transpileArgs(), ...EXIT_WITH_PARENT, file, ...args],
    { ipc: true, show: true },
  );
  return child.ended;
}

export const SANDBOX_CLI = join(ROOT, 'packages', 'sandbox', 'src', 'main.ts');
export const BENCH = join(ROOT, 'bench', 'src', 'main.ts');
