import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRecent } from './python.mjs';

const VERSIONS = [
  ['(3, 10)', false],
  ['(3, 11)', true],
  ['(3, 13)', true],
  ['(2, 7)', false],
  ['(4, 0)', false],
  ['', false],
  [undefined, false],
];

for (const [version, expected] of VERSIONS) {
  test(`${version} is ${expected ? '' : 'not '}recent enough`, () => {
    assert.equal(isRecent(version), expected);
  });
}
