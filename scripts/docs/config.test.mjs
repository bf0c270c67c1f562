import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../lib/paths.mjs';
import { publishedDirs } from '../lib/workspaces.mjs';
import { findDefaults, findExamples, readSaid } from './examples.mjs';

const require = createRequire(join(ROOT, 'package.json'));
require('@backstage/cli/config/nodeTransform.cjs');
const { ConfigReader } = require('@backstage/config');
const load = path => require(join(ROOT, 'plugins', path));

const { readSettings } = load('realtime-backend/src/config/readSettings.ts');
const { KubernetesClusters } = load('realtime-node/src/index.ts');
const { readPublishSettings } = load(
  'scaffolder-backend-module-realtime/src/publish/settings.ts',
);
const catalog = 'catalog-backend-module-realtime/src/providers';
const { readClaimSettings } = load(`${catalog}/readClaimSettings.ts`);
const { readProviderSettings } = load(`${catalog}/readProviderSettings.ts`);

/** What the backend and its modules do with app-config when they start. */
const READERS = [
  readSettings,
  config => KubernetesClusters.fromConfig(config),
  readPublishSettings,
  readClaimSettings,
  readProviderSettings,
];

const docs = join(ROOT, 'docs');
const pages = [
  join(ROOT, 'README.md'),
  join(ROOT, 'platform', 'README.md'),
  ...publishedDirs().map(dir => join(ROOT, dir, 'README.md')),
  ...readdirSync(docs)
    .filter(name => name.endsWith('.md'))
    .map(name => join(docs, name)),
];

test('every example of app-config is one that the plugins start with', () => {
  const examples = pages.flatMap(page =>
    findExamples(page, ['realtime', 'catalog']),
  );
  assert.ok(examples.length > 15, 'examples are found');
  const problems = examples.flatMap(({ where, data }) =>
    READERS.flatMap(read => {
      try {
        read(new ConfigReader(data));
        return [];
      } catch (error) {
        return [`${where}: ${error.message}`];
      }
    }),
  );
  assert.deepEqual(problems, []);
});

test('configure.md says the defaults that are in force', () => {
  const { hub: engine, ...settings } = readSettings(new ConfigReader({}));
  const inForce = { ...settings, engine };
  const said = findDefaults(readFileSync(join(docs, 'configure.md'), 'utf8'));
  assert.ok(said.length > 20, 'rows are found');
  const wrong = said.filter(
    row => row.said !== '' && readSaid(row.said) !== valueAt(inForce, row.key),
  );
  assert.deepEqual(wrong, []);
});

test('config.d.ts, which config:docs shows, says the defaults that are in force', () => {
  const { hub: engine, ...settings } = readSettings(new ConfigReader({}));
  const inForce = { ...settings, engine };
  const schema = readFileSync(
    join(ROOT, 'plugins', 'realtime-backend', 'config.d.ts'),
    'utf8',
  );
  const said = ['engine', 'health', 'rollouts', 'gateway'].flatMap(section =>
    [...sectionOf(schema, section).matchAll(DECLARED)].map(
      ([, number, name]) => ({ key: `${section}.${name}`, said: number }),
    ),
  );
  assert.ok(said.length > 30, 'keys are found');
  const wrong = said.filter(
    ({ key, said: number }) => Number(number) !== valueAt(inForce, key),
  );
  assert.deepEqual(wrong, []);
});

test('reads two keys of one row, and what a person writes', () => {
  const table = [
    '| Key | Default |',
    '| --- | --- |',
    '| `a.oneMs` / `twoBytes` | 15 min / 16 MB | x |',
    '',
  ].join('\n');
  const rows = findDefaults(table);
  assert.deepEqual(
    rows.map(({ key, said }) => [key, readSaid(said)]),
    [
      ['a.oneMs', 900_000],
      ['a.twoBytes', 16_777_216],
    ],
  );
});

/** A comment with a default, and the number it is about. */
const DECLARED = /Default (\d[\d.]*\d|\d)\b[^\n]*\n {6}(\w+)\?: number;/g;

/** Keys of one section of `realtime`; of its own, not of sections within it. */
function sectionOf(schema, name) {
  const begin = schema.indexOf(`\n    ${name}?: {\n`);
  return schema.slice(begin, schema.indexOf('\n    };', begin));
}

function valueAt(value, key) {
  return key.split('.').reduce((at, name) => at?.[name], value);
}
