import { existsSync, readFileSync } from 'node:fs';

/**
 * What a lane of `npm test` found.
 * @typedef {{passed: number, failed: number, skipped: number, notes: string[]}} Counts
 *   notes: what a person needs to act, at most NOTES of them
 */

/** More would hide the others. */
const NOTES = 30;

export const NOTHING = { passed: 0, failed: 0, skipped: 0, notes: [] };

/** A command that is right or wrong as a whole. */
export function countCommand({ ok, tail }) {
  return ok
    ? { ...NOTHING, passed: 1 }
    : {
        ...NOTHING,
        failed: 1,
        notes: tail.trimEnd().split('\n').slice(-NOTES),
      };
}

/**
 * Jest's JSON report. A test file that could not run is one failure. Without a
 * report, or with one of no tests, the run itself failed: never 0 by accident.
 */
export function countJest(file, { ok, tail }) {
  if (!existsSync(file)) return countCommand({ ok: false, tail });
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const counts = {
    passed: report.numPassedTests,
    failed: failed === 0 && !ok ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    notes: report.testResults.flatMap(notesOfSuite).slice(0, NOTES),
  };
  if (counts.failed > 0 && counts.notes.length === 0) {
    return { ...counts, notes: tail.trimEnd().split('\n').slice(-NOTES) };
  }
  return counts;
}

/** The TAP summary of node --test. */
export function countTap(text, { ok, tail }) {
  const number = word =>
    Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1]);
  const [passed, failed, skipped] = ['pass', 'fail', 'skipped'].map(number);
  if (Number.isNaN(passed)) return countCommand({ ok: false, tail });
  const bad = text.split('\n').filter(line => /^\s*not ok /.test(line));
  return {
    passed,
    failed: failed === 0 && !ok ? 1 : failed,
    skipped,
    notes: bad.slice(0, NOTES),
  };
}

/** The sum of several. */
export function addCounts(all) {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
      notes: [...sum.notes, ...counts.notes],
    }),
    NOTHING,
  );
}

/** `3 passed, 0 failed, 1 skipped`: the line a machine reads. */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function notesOfSuite(suite) {
  if (suite.assertionResults.length === 0 && suite.status === 'failed') {
    return [`${suite.name}: ${firstLine(suite.message)}`];
  }
  return suite.assertionResults
    .filter(result => result.status === 'failed')
    .map(result => `${suite.name}: ${result.fullName}`);
}

function firstLine(text) {
  return (
    text
      .trim()
      .split('\n')
      .find(line => line.trim() !== '') ?? ''
  );
}
