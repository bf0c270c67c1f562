import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findFileProblems, problemsOf } from './fileProblems.mjs';

const BAD = [
  ['a value that was not filled in', 'name: ${{ values.name }}'],
  ['a tag that was not rendered', '{% if values.system %}'],
  ['a value that was not given', 'description: undefined'],
  ['an object where a text should be', 'name: "[object Object]"'],
  ['an image without a version', 'image: kafka:latest'],
  ['a password', 'MQTT_PASSWORD: hunter22'],
  ['a token', '{"token": "c2VjcmV0"}'],
  ['a licence key', 'licenseKey: ABCDEF123'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
];

for (const [what, text] of BAD) {
  test(`finds ${what}`, () => {
    assert.equal(problemsOf('some.yaml', text).length, 1);
  });
}

const GOOD = [
  ['expressions of a workflow', 'key: ${{ github.sha }}'],
  ['names of variables', '`KAFKA_USERNAME`, `KAFKA_PASSWORD`'],
  ['a reference to a secret', 'passwordSecretRef:\n  name: mqtt'],
  ['an image with a version', 'image: apache/kafka:4.1.1'],
];

for (const [what, text] of GOOD) {
  test(`lets pass ${what}`, () => {
    assert.deepEqual(problemsOf('some.yaml', text), []);
  });
}

test('looks into hidden folders, and names what was not rendered', () => {
  const dir = mkdtempSync(join(tmpdir(), 'files-'));
  try {
    mkdirSync(join(dir, '.github'));
    writeFileSync(join(dir, '.github', 'ci.yaml'), 'image: a:latest');
    writeFileSync(join(dir, 'README.md.njk'), '');
    const problems = findFileProblems(dir);
    assert.equal(problems.length, 2);
    assert.ok(problems.includes('README.md.njk was not rendered'));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
