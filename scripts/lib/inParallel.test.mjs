import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inParallel } from './inParallel.mjs';

/** Work that ends when it is told to. */
function handWork() {
  const under = new Map();
  const begun = [];
  return {
    begun,
    work: item => {
      begun.push(item);
      return new Promise((resolve, reject) =>
        under.set(item, { resolve, reject }),
      );
    },
    end: async (item, result = `${item} done`) => {
      under.get(item).resolve(result);
      await new Promise(setImmediate);
    },
    fail: item => under.get(item).reject(new Error(`${item} failed`)),
  };
}

test('does so many at the same time and keeps their order', async () => {
  const { begun, work, end } = handWork();
  const done = inParallel(['a', 'b', 'c'], 2, work);
  assert.deepEqual(begun, ['a', 'b']);
  await end('b');
  assert.deepEqual(begun, ['a', 'b', 'c']);
  await end('c');
  await end('a');
  assert.deepEqual(await done, ['a done', 'b done', 'c done']);
});

test('begins nothing more after a failure', async () => {
  const { begun, work, end, fail } = handWork();
  const done = inParallel(['a', 'b', 'c'], 2, work);
  fail('a');
  await assert.rejects(done, /a failed/);
  await end('b');
  assert.deepEqual(begun, ['a', 'b']);
});

test('has nothing to do with no items', async () => {
  assert.deepEqual(await inParallel([], 2, assert.fail), []);
});
