import assert from 'node:assert/strict';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../lib/paths.mjs';
import { publishedDirs } from '../lib/workspaces.mjs';
import { anchorsOf, findBrokenLinks, navPages } from './links.mjs';

const require = createRequire(join(ROOT, 'package.json'));
require('@backstage/cli/config/nodeTransform.cjs');
const {
  ANNOTATIONS,
  CLOSE_CODES,
  ERROR_CODES,
  GAP_REASONS,
  realtimePermissions,
  realtimeRolloutPermissions,
} = require(join(ROOT, 'plugins', 'realtime-common', 'src', 'index.ts'));

const DOCS = join(ROOT, 'docs');
const pages = readdirSync(DOCS, { recursive: true }).filter(name =>
  name.endsWith('.md'),
);
const read = page => readFileSync(join(DOCS, page), 'utf8');

test('every relative link of the documentation leads somewhere', () => {
  const others = [
    'README.md',
    'CONTRIBUTING.md',
    ...publishedDirs().map(dir => `${dir}/README.md`),
  ];
  const files = [
    ...pages.map(page => join(DOCS, page)),
    ...others.map(name => join(ROOT, name)),
  ];
  assert.deepEqual(files.flatMap(findBrokenLinks), []);
});

test('finds a link to a missing file and to a missing heading', t => {
  const dir = mkdtempSync(join(tmpdir(), 'realtime-docs-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const page = join(dir, 'a.md');
  writeFileSync(
    page,
    '# Who may\n[a](b.md) [b](#who-may) [c](#nobody)\n<img src="d.png">\n',
  );
  const found = findBrokenLinks(page).map(line => line.split(' ').pop());
  assert.deepEqual(found, ['b.md', '#nobody', 'd.png']);
});

test('makes anchors as the pages do', () => {
  const text = '# `npm start` says it\n```\n# no heading\n```\n## Who may?\n';
  assert.deepEqual(anchorsOf(text), ['npm-start-says-it', 'who-may']);
});

test('the navigation names every page once', () => {
  assert.deepEqual([...navPages()].sort(), [...pages].sort());
});

for (const [what, names, page] of [
  ['error code', Object.keys(ERROR_CODES), 'troubleshooting.md'],
  ['reason of a gap', GAP_REASONS, 'protocol.md'],
  [
    'close code',
    Object.values(CLOSE_CODES).map(({ code }) => `| ${code} `),
    'protocol.md',
  ],
  ['annotation', Object.values(ANNOTATIONS), 'configure.md'],
  [
    'permission',
    [...realtimePermissions, ...realtimeRolloutPermissions].map(
      ({ name }) => name,
    ),
    'install.md',
  ],
]) {
  test(`${page} explains each ${what}`, () => {
    const text = read(page);
    const missing = names.filter(name => !text.includes(name));
    assert.deepEqual(missing, []);
  });
}
