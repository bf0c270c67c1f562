import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMPILER_OPTIONS } from '../consumer.mjs';
import { ROOT } from '../paths.mjs';
import { readManifest } from '../workspaces.mjs';
import { HOST, hostConfig, RANGES } from './host.mjs';
import { codeFor, findAdded, findBlocks, findImports } from './told.mjs';

const INSTALL = readFileSync(join(ROOT, 'docs', 'install.md'), 'utf8');
const IMPORTING = ['README.md', 'docs/create.md', 'docs/install.md'];

/**
 * Writes a portal that follows docs/install.md: its packages, its backend, its
 * app and its configuration are what the page says, word for word.
 * @param {string} dir an empty folder outside of this repository
 * @param {{archives: Record<string, string>, url: string}} options
 *   archives: `file:` and the packed file of each of our packages, by name
 * @returns {string[]} files of configuration, later ones win
 */
export function writePortal(dir, { archives, url }) {
  const put = (file, text) => {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  };
  for (const [file, text] of Object.entries({
    ...rootFiles(archives),
    ...backendFiles(archives),
    ...appFiles(archives),
  }))
    put(file, text);
  cpSync(join(ROOT, 'packages/app/public'), join(dir, 'packages/app/public'), {
    recursive: true,
  });
  const configs = [hostConfig(url), ...toldConfigs()];
  return configs.map((text, i) => {
    const file = i === 0 ? 'app-config.yaml' : `app-config.${i}.yaml`;
    put(file, text);
    return join(dir, file);
  });
}

function rootFiles(archives) {
  return {
    'package.json': manifest('portal', {
      workspaces: ['packages/*'],
      // Compiled when this repository was installed.
      dependencies: {
        'better-sqlite3': `link:${join(ROOT, 'node_modules/better-sqlite3')}`,
      },
      resolutions: { ...readManifest(ROOT).resolutions, ...archives },
    }),
    'yarn.lock': '',
    '.yarnrc.yml':
      'nodeLinker: node-modules\nenableScripts: false\nenableTelemetry: false\nnpmMinimalAgeGate: 0\n',
    'tsconfig.json': JSON.stringify({
      compilerOptions: COMPILER_OPTIONS,
      include: ['packages/*/src'],
    }),
  };
}

function backendFiles(archives) {
  const features = HOST.backend
    .filter(name => name.includes('/plugin-'))
    .map(name => `backend.add(import('${name}'));`)
    .filter(line => !INSTALL.includes(line));
  const index = [
    "import { createBackend } from '@backstage/backend-defaults';",
    'const backend = createBackend();',
    ...features,
    codeFor(INSTALL, 'packages/backend/src/index.ts'),
    'backend.start();\n',
  ].join('\n');
  return {
    'packages/backend/package.json': workspace('backend', archives),
    'packages/backend/src/index.ts': index,
    'packages/backend/src/policy.ts': codeFor(
      INSTALL,
      'packages/backend/src/policy.ts',
    ),
  };
}

function appFiles(archives) {
  const src = 'packages/app/src';
  const hasApp = code => code.includes('createApp');
  const told = IMPORTING.flatMap(page =>
    findImports(readFileSync(join(ROOT, page), 'utf8')),
  );
  return {
    'packages/app/package.json': workspace('app', archives),
    [`${src}/App.tsx`]: codeFor(INSTALL, `${src}/App.tsx`, hasApp),
    [`${src}/index.tsx`]: `import { createRoot } from 'react-dom/client';
import App from './App';
${codeFor(INSTALL, `${src}/index.tsx`)}
createRoot(document.getElementById('root')!).render(App.createRoot());
`,
    [`${src}/EntityPage.tsx`]: entityPage(src),
    ...Object.fromEntries(
      told.map((text, i) => [`${src}/told/${i}.ts`, `${text}\n`]),
    ),
  };
}

/** The imports are those that the page of every legacy app has. */
function entityPage(src) {
  return `import { EntityLayout, EntitySwitch } from '@backstage/plugin-catalog';
import { Grid } from '@material-ui/core';
${codeFor(INSTALL, `${src}/components/catalog/EntityPage.tsx`)}
export const parts = [realtimeTabs, realtimeCards];
`;
}

function workspace(name, archives) {
  const ranges = { ...RANGES, ...archives };
  const names = [...HOST[name], ...findAdded(INSTALL, name)];
  return manifest(name, {
    backstage: { role: name === 'app' ? 'frontend' : 'backend' },
    ...(name === 'backend' && { main: 'src/index.ts' }),
    dependencies: Object.fromEntries([
      ...names.map(each => [each, ranges[each] ?? '*']),
      ...(name === 'backend' ? [['app', 'link:../app']] : []),
    ]),
  });
}

function manifest(name, rest) {
  return JSON.stringify({ name, version: '0.0.0', private: true, ...rest });
}

function toldConfigs() {
  return findBlocks(INSTALL)
    .filter(({ file }) => file === 'app-config.yaml')
    .map(({ code }) => code);
}
