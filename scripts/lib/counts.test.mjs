import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  addCounts,
  countCommand,
  countJest,
  countTap,
  formatCounts,
} from './counts.mjs';

const fine = { ok: true, tail: '' };
const broken = { ok: false, tail: 'boom' };

function aReport(t, report) {
  const dir = mkdtempSync(join(tmpdir(), 'realtime-counts-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'report.json');
  const empty = {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
    testResults: [],
  };
  writeFileSync(file, JSON.stringify({ ...empty, ...report }));
  return file;
}

test('counts a command as one', () => {
  assert.equal(
    formatCounts(countCommand(fine)),
    '1 passed, 0 failed, 0 skipped',
  );
  assert.equal(
    formatCounts(countCommand(broken)),
    '0 passed, 1 failed, 0 skipped',
  );
});

test('counts every test of a Jest report, and todo as skipped', t => {
  const file = aReport(t, {
    numPassedTests: 7,
    numPendingTests: 2,
    numTodoTests: 1,
  });
  assert.equal(
    formatCounts(countJest(file, fine)),
    '7 passed, 0 failed, 3 skipped',
  );
});

test('counts a test file that could not run as a failure and names it', t => {
  const file = aReport(t, {
    numRuntimeErrorTestSuites: 1,
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        message: '\n  Cannot find x\n',
        assertionResults: [],
      },
    ],
  });
  const counts = countJest(file, broken);
  assert.equal(counts.failed, 1);
  assert.deepEqual(counts.notes, ['a.test.ts: Cannot find x']);
});

test('fails when Jest failed although no test did', t => {
  const counts = countJest(aReport(t, { numPassedTests: 3 }), broken);
  assert.equal(counts.failed, 1);
  assert.deepEqual(counts.notes, ['boom']);
});

test('fails when there is no report', () => {
  assert.equal(countJest('/nowhere/report.json', fine).failed, 1);
});

test('reads the summary of the Node test runner', () => {
  const tap =
    'ok 1 - a\nnot ok 2 - b\n# tests 3\n# pass 1\n# fail 1\n# skipped 1\n';
  const counts = countTap(tap, broken);
  assert.equal(formatCounts(counts), '1 passed, 1 failed, 1 skipped');
  assert.deepEqual(counts.notes, ['not ok 2 - b']);
});

test('fails when the Node test runner ends without a summary', () => {
  assert.equal(countTap('ok 1 - a\n', fine).failed, 1);
});

test('adds lanes up', () => {
  const one = { passed: 1, failed: 0, skipped: 2, notes: ['x'] };
  assert.deepEqual(addCounts([one, one]), {
    passed: 2,
    failed: 0,
    skipped: 4,
    notes: ['x', 'x'],
  });
  assert.equal(formatCounts(addCounts([])), '0 passed, 0 failed, 0 skipped');
});
