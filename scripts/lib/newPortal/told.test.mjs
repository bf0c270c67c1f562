import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeFor, findAdded, findBlocks, findImports } from './told.mjs';

const PAGE = [
  '```sh',
  'yarn --cwd packages/app add one two',
  'yarn --cwd packages/backend add three',
  '```',
  '```ts title="src/a.ts"',
  "import { x } from 'elsewhere';",
  'import {',
  '  y,',
  "} from '@backstage-realtime/plugin-realtime';",
  'x(y);',
  '```',
  '```ts title="src/a.ts"',
  'more();',
  '```',
].join('\n');

test('reads which packages a page adds to which workspace', () => {
  assert.deepEqual(findAdded(PAGE, 'app'), ['one', 'two']);
  assert.deepEqual(findAdded(PAGE, 'backend'), ['three']);
});

test('reads blocks of code with their language and file', () => {
  assert.deepEqual(
    findBlocks(PAGE).map(({ language, file }) => [language, file]),
    [
      ['sh', undefined],
      ['ts', 'src/a.ts'],
      ['ts', 'src/a.ts'],
    ],
  );
});

test('joins what is written into one file, and misses a file of no block', () => {
  assert.match(codeFor(PAGE, 'src/a.ts'), /x\(y\);[\s\S]*more\(\);/);
  assert.equal(
    codeFor(PAGE, 'src/a.ts', code => code.includes('more')),
    'more();\n',
  );
  assert.throws(() => codeFor(PAGE, 'src/b.ts'), /src\/b\.ts/);
});

test('finds what is imported from our packages, over several lines too', () => {
  assert.deepEqual(findImports(PAGE), [
    "import {\n  y,\n} from '@backstage-realtime/plugin-realtime';",
  ]);
});
