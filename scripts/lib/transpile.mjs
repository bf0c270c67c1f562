import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** Node arguments that run TypeScript sources as the Backstage CLI does. */
export function transpileArgs() {
  const require = createRequire(join(ROOT, 'package.json'));
  return [
    '--enable-source-maps',
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
  ];
}

/** Preload that ends a child with the command that started it. */
export const EXIT_WITH_PARENT = [
  '--require',
  join(ROOT, 'scripts', 'lib', 'exitWithParent.cjs'),
];
