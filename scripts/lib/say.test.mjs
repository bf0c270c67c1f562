import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration } from './say.mjs';

for (const [ms, text] of [
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1.0 s'],
  [59_940, '59.9 s'],
  [60_000, '1 min 00 s'],
  [245_000, '4 min 05 s'],
]) {
  test(`says ${ms} ms as ${text}`, () => {
    assert.equal(formatDuration(ms), text);
  });
}
