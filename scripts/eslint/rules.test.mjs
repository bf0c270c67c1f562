import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../lib/paths.mjs';

const require = createRequire(join(ROOT, 'package.json'));
const { ESLint } = require('eslint');

/** Rules that a file with this text, at this path of the repository, breaks. */
async function brokenRules(path, text) {
  const dir = path.split('/').slice(0, 2).join('/');
  const eslint = new ESLint({ cwd: join(ROOT, dir) });
  const [{ messages }] = await eslint.lintText(text, {
    filePath: join(ROOT, path),
  });
  const fatal = messages.find(message => message.fatal);
  assert.equal(fatal, undefined, fatal?.message);
  return messages.map(message => message.ruleId);
}

/** An import of some real file of a folder, as written from another file. */
function importOf(folder, fromFile) {
  const file = readdirSync(join(ROOT, folder), { recursive: true })
    .filter(name => /\.tsx?$/.test(name) && !/\.test\./.test(name))
    .sort()[0];
  assert.ok(file, `${folder} has no source file`);
  const target = relative(join(ROOT, fromFile, '..'), join(ROOT, folder, file));
  const path = target.replace(/\.tsx?$/, '').replace(/^(?!\.)/, './');
  return `import * as x from '${path}';\n\nexport const y = x;\n`;
}

const BACKEND = 'plugins/realtime-backend/src';
const REACT = 'plugins/realtime-react/src';

for (const [folder, from] of [
  [`${BACKEND}/hub`, `${BACKEND}/sources`],
  [`${BACKEND}/hub`, `${BACKEND}/gateway`],
  [`${BACKEND}/hub`, `${BACKEND}/http`],
  [`${BACKEND}/sources`, `${BACKEND}/hub`],
  [`${BACKEND}/sources`, `${BACKEND}/gateway`],
  [`${BACKEND}/sources`, `${BACKEND}/http`],
  [`${BACKEND}/health/observe`, `${BACKEND}/gateway`],
  [`${BACKEND}/canary`, `${BACKEND}/http`],
  [`${BACKEND}/metrics`, `${BACKEND}/http`],
  [`${REACT}/components`, `${REACT}/api`],
]) {
  test(`refuses an import of ${from} in ${folder}`, async () => {
    const file = `${folder}/bad.ts`;
    const broken = await brokenRules(file, importOf(from, file));
    assert.ok(broken.includes('import/no-restricted-paths'), String(broken));
  });
}

test('lets a test join what the code keeps apart', async () => {
  const file = `${BACKEND}/hub/fine.test.ts`;
  const broken = await brokenRules(file, importOf(`${BACKEND}/sources`, file));
  assert.deepEqual(broken, []);
});

for (const [path, module] of [
  ['plugins/realtime-common/src/bad.ts', 'node:fs'],
  ['plugins/realtime-common/src/bad.ts', 'crypto'],
  ['plugins/realtime-common/src/bad.ts', 'react'],
  [`${BACKEND}/hub/bad.ts`, 'kafkajs'],
  [`${BACKEND}/http/bad.ts`, 'kafkajs/src/protocol/encoder'],
  [`${BACKEND}/health/evaluate/bad.ts`, 'node:fs'],
  [`${BACKEND}/health/evaluate/bad.ts`, 'kafkajs'],
  [
    `${BACKEND}/health/evaluate/bad.ts`,
    '../../sources/kafka/KafkaRecordSource',
  ],
  [`${BACKEND}/canary/evaluate/bad.ts`, '../../sources/kubernetes/KindWatch'],
  ['packages/sandbox/src/bad.ts', '@backstage-realtime/plugin-realtime-node'],
]) {
  test(`refuses ${module} in ${path}`, async () => {
    const text = `import * as x from '${module}';\n\nexport const y = x;\n`;
    const broken = await brokenRules(path, text);
    assert.ok(broken.includes('no-restricted-imports'), String(broken));
  });
}

test('lets sources/kafka, and only it, have kafkajs', async () => {
  const text = "import { Kafka } from 'kafkajs';\n\nexport const y = Kafka;\n";
  assert.deepEqual(
    await brokenRules(`${BACKEND}/sources/kafka/fine.ts`, text),
    [],
  );
});

const lines = (count, line) =>
  Array.from({ length: count }, () => line).join('\n');
const branches = lines(10, '  if (n > 1) n -= 1;');

for (const [rule, path, text] of [
  ['max-lines', 'long.ts', `${lines(301, 'x();')}\n`],
  [
    'max-lines-per-function',
    'long.ts',
    `export function f() {\n${lines(60, '  x();')}\n}\n`,
  ],
  [
    'max-lines-per-function',
    'Long.tsx',
    `export function F() {\n${lines(80, '  x();')}\n}\n`,
  ],
  ['complexity', 'bad.ts', `export function f(n: number) {\n${branches}\n}\n`],
  [
    '@typescript-eslint/no-explicit-any',
    'bad.ts',
    'export const a = (b: any) => b;\n',
  ],
  ['import/no-default-export', 'bad.ts', 'export default 1;\n'],
  ['no-restricted-syntax', 'bad.test.ts', "jest.mock('./store');\n"],
  [
    'no-restricted-syntax',
    'bad.test.ts',
    "jest.mock('@backstage-realtime/plugin-realtime-common');\n",
  ],
  [
    'no-restricted-syntax',
    'bad.test.ts',
    'await new Promise(r => setTimeout(r, 5));\n',
  ],
]) {
  test(`${rule} fires in ${path}: ${
    text.slice(0, 50).split('\n')[0]
  }`, async () => {
    const broken = await brokenRules(`${REACT}/${path}`, text);
    assert.ok(broken.includes(rule), String(broken));
  });
}

test('finds two files that import each other', async t => {
  const dir = mkdtempSync(join(ROOT, REACT, 'cycle-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const a = "import { b } from './b';\nexport const a = () => b;\n";
  const b = "import { a } from './a';\nexport const b = () => a;\n";
  writeFileSync(join(dir, 'a.ts'), a);
  writeFileSync(join(dir, 'b.ts'), b);
  const broken = await brokenRules(relative(ROOT, join(dir, 'a.ts')), a);
  assert.ok(broken.includes('import/no-cycle'), String(broken));
});
