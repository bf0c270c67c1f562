import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../lib/paths.mjs';
import { publishedDirs } from '../lib/workspaces.mjs';

const require = createRequire(join(ROOT, 'package.json'));
require('@backstage/cli/config/nodeTransform.cjs');
const { createActions } = require(
  join(ROOT, 'plugins/scaffolder-backend-module-realtime/src/actions/index.ts'),
);

const BACKEND = 'plugins/realtime-backend/src';
const read = path => readFileSync(join(ROOT, path), 'utf8');
const docs = readdirSync(join(ROOT, 'docs')).filter(it => it.endsWith('.md'));
const prose = ['README.md', 'CONTRIBUTING.md', ...docs.map(it => `docs/${it}`)];

/** Folders with code; those of tests explain themselves. */
const foldersOf = path =>
  readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !/^(testUtils|__)/.test(entry.name))
    .map(({ name }) => name);

const matchesIn = (path, pattern) =>
  [...read(path).matchAll(pattern)].map(([, match]) => match);

for (const [what, names, ...pages] of [
  ['folder of the backend', foldersOf(BACKEND), 'docs/architecture.md'],
  [
    'source',
    foldersOf(`${BACKEND}/sources`).map(name => `sources/${name}`),
    'docs/architecture.md',
  ],
  [
    'part of topic health',
    foldersOf(`${BACKEND}/health`).map(name => `health/${name}`),
    'docs/architecture.md',
  ],
  [
    'part of canaries',
    foldersOf(`${BACKEND}/canary`).map(name => `canary/${name}`),
    'docs/architecture.md',
  ],
  [
    'folder of the components',
    foldersOf('plugins/realtime-react/src'),
    'docs/architecture.md',
  ],
  [
    'folder of the plugin',
    foldersOf('plugins/realtime/src'),
    'docs/architecture.md',
  ],
  [
    'action of templates',
    createActions({}).map(({ id }) => id),
    'docs/create.md',
    'plugins/scaffolder-backend-module-realtime/README.md',
  ],
  [
    'action of the registry',
    ['healthActions', 'rolloutActions'].flatMap(file =>
      matchesIn(`${BACKEND}/actions/${file}.ts`, /^ {4}name: '([^']+)'/gm),
    ),
    'docs/topic-health.md + docs/canary.md',
  ],
  [
    'route',
    matchesIn(`${BACKEND}/http/router.ts`, /'(\/v1\/[^']+)'/g),
    'docs/protocol.md',
  ],
  [
    'audit event',
    matchesIn(
      `${BACKEND}/audit/AuditTrail.ts`,
      /'((?:ticket|stream|record|rollout)-[a-z]+)'/g,
    ),
    'docs/configure.md',
  ],
  [
    'export for legacy apps',
    matchesIn(
      'plugins/realtime/src/index.ts',
      /^ {2}((?:Entity|RealtimePage)\w*),$/gm,
    ),
    'docs/install.md',
    'plugins/realtime/README.md',
  ],
  [
    'field of forms for legacy apps',
    matchesIn(
      'plugins/realtime/src/fields/fieldExtensions.ts',
      /^export const (Realtime\w+Field)\b/gm,
    ),
    'docs/create.md',
  ],
  [
    'field of forms by the name that templates use',
    matchesIn(
      'plugins/realtime/src/fields/fieldExtensions.ts',
      /^\/\*\* `ui:field: (Realtime\w+)`/gm,
    ).map(name => `\`${name}\``),
    'docs/create.md',
  ],
  ['package', publishedDirs().map(dir => `(${dir})`), 'README.md'],
]) {
  for (const page of pages) {
    test(`${page} names each ${what}`, () => {
      assert.ok(names.length > 0, 'names are found');
      const text = page.split(' + ').map(read).join('\n');
      assert.deepEqual(
        names.filter(name => !text.includes(name)),
        [],
      );
    });
  }
}

test('every package says how it is installed', () => {
  const silent = publishedDirs().filter(dir => {
    const { name } = JSON.parse(read(`${dir}/package.json`));
    return !read(`${dir}/README.md`).includes(`add ${name}`);
  });
  assert.deepEqual(silent, []);
});

test('the pages on installing name the release that the packages are built for', () => {
  const { version } = JSON.parse(read('backstage.json'));
  const release = version.replace(/\.\d+$/, '');
  assert.match(read('docs/install.md'), new RegExp(`release ${release} or`));
  assert.match(read('README.md'), new RegExp(`Backstage ${release} or later`));
});

test('every command that is told exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const told = prose.flatMap(page =>
    matchesIn(page, /npm run ([\w:-]+)/g).map(name => ({ page, name })),
  );
  assert.deepEqual(
    told.filter(({ name }) => scripts[name] === undefined),
    [],
  );
});

test('every path in the code that is told exists', () => {
  const roots = ['', 'plugins/', `${BACKEND}/`];
  const known = new Set(roots.flatMap(root => pathsBelow(root)));
  const told = ['docs/walks.md', 'docs/architecture.md'].flatMap(page =>
    matchesIn(page, /`((?:[\w-]+\/)+[\w.-]+)`/g),
  );
  assert.ok(told.length > 20, 'paths are found');
  const named = told.filter(path => !path.includes('*'));
  assert.deepEqual(
    named.filter(path => !known.has(path)),
    [],
  );
});

/** Files and folders git knows below a folder, relative to it. */
function pathsBelow(root) {
  const files = execFileSync('git', ['ls-files', root || '.'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
  });
  return files
    .split('\n')
    .map(file => file.slice(root.length))
    .flatMap(file => {
      const parts = file.split('/');
      return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
    });
}
