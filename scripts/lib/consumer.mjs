import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runChild } from './children.mjs';
import { runTool } from './tools.mjs';
import { readManifest } from './workspaces.mjs';

/** Compiled as somebody's app is: nothing of this repository's settings. */
export const COMPILER_OPTIONS = {
  ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
  ...{ target: 'es2022', lib: ['es2022', 'dom'], jsx: 'react-jsx' },
  ...{ module: 'esnext', moduleResolution: 'bundler' },
};

/**
 * Plays the one who installed the packages: imports every entry point, compiles
 * against its declarations, and loads those that Node can load. Their own
 * dependencies are found in this repository, which spares an installation.
 * @param {string} modules a node_modules folder with the unpacked packages
 * @returns {Promise<{ok: boolean, tail: string}>}
 */
export async function tryAsConsumer(modules) {
  const dir = dirname(modules);
  const manifests = readScopes(modules);
  write(dir, 'consumer.ts', importAll(manifests.flatMap(entryPoints)));
  write(
    dir,
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: COMPILER_OPTIONS,
      files: ['consumer.ts'],
    }),
  );
  const compiled = await runTool('consumer-types', 'typescript#tsc', [
    ...['--project', join(dir, 'tsconfig.json')],
  ]);
  if (!compiled.ok) return compiled;
  write(dir, 'consumer.cjs', requireAll(manifests.filter(isForNode)));
  return runChild(process.execPath, [join(dir, 'consumer.cjs')], { cwd: dir });
}

/** Names by which code can be imported: the package's, and those below it. */
export function entryPoints({ name, exports = { '.': {} } }) {
  return Object.keys(exports)
    .filter(path => !path.endsWith('.json'))
    .map(path => path.replace(/^\./, name));
}

function readScopes(modules) {
  return readdirSync(modules).flatMap(scope =>
    readdirSync(join(modules, scope)).map(name =>
      readManifest(join(modules, scope, name)),
    ),
  );
}

function isForNode({ main }) {
  return main.endsWith('.cjs.js');
}

function importAll(names) {
  const imports = names.map((name, i) => `import * as m${i} from '${name}';`);
  return `${imports.join('\n')}\nexport const all = [${names.map((_, i) => `m${i}`)}];\n`;
}

/** An entry point without any export is one that was built from nothing. */
function requireAll(manifests) {
  const names = JSON.stringify(manifests.map(({ name }) => name));
  return `for (const name of ${names}) {
  const file = require.resolve(name);
  if (!file.startsWith(__dirname)) throw new Error(\`\${name} is not the packed one: \${file}\`);
  if (Object.keys(require(name)).length === 0) throw new Error(\`\${name} exports nothing\`);
}
`;
}

function write(dir, name, text) {
  writeFileSync(join(dir, name), text);
}
