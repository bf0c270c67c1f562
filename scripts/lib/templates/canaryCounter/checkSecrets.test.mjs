import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../paths.mjs';

const SCRIPT = join(
  ...[ROOT, 'templates', 'canary-counter-service'],
  ...['common', 'scripts', 'check-secrets.sh'],
);

const HEAD = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: "a"\n';
const ENCRYPTED = 'ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]';

/** What the script says about one file; nothing when it is content. */
function check(t, text) {
  const dir = mkdtempSync(join(tmpdir(), 'secrets-'));
  t.after(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, 'deploy', 'secrets'), { recursive: true });
  if (text !== undefined)
    writeFileSync(join(dir, 'deploy', 'secrets', 'a.yaml'), text);
  const options = { cwd: dir, encoding: 'utf8' };
  const { status, stderr } = spawnSync('sh', [SCRIPT], options);
  assert.equal(status === 0, stderr === '');
  return stderr;
}

for (const [what, text] of [
  ['no secrets', undefined],
  ['a form', `${HEAD}stringData:\n  # why\n  password: ""\n`],
  [
    'what SOPS has encrypted',
    `${HEAD}data:\n  password: ${ENCRYPTED}\nsops:\n  mac: ${ENCRYPTED}\n  version: 3\n`,
  ],
]) {
  test(`the check of secrets is content with ${what}`, t => {
    assert.equal(check(t, text), '');
  });
}

for (const [what, text] of [
  ['a value', `${HEAD}stringData:\n  password: hunter2\n`],
  ['a quoted value', `${HEAD}stringData:\n  password: "hunter2"\n`],
  ['an encoded value', `${HEAD}data:\n  password: aHVudGVyMg==\n`],
  ['a text of several lines', `${HEAD}stringData:\n  key: |\n    hunter2\n`],
  ['a map on one line', `${HEAD}stringData: { password: hunter2 }\n`],
  [
    'one value among encrypted ones',
    `${HEAD}stringData:\n  a: ${ENCRYPTED}\n  b: hunter2\nsops:\n  mac: x\n`,
  ],
]) {
  test(`the check of secrets refuses ${what}, and does not repeat it`, t => {
    const said = check(t, text);
    assert.match(said, /deploy\/secrets\/a\.yaml holds a value in plain text/);
    assert.doesNotMatch(said, /hunter2/);
  });
}
