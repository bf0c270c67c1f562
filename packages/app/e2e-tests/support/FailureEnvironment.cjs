const { TestEnvironment } = require('jest-environment-node');

/**
 * Node, plus one thing that no hook of a test file can know: that the present
 * test failed while its pages are still open. See saveScreenshots.ts.
 */
module.exports = class FailureEnvironment extends TestEnvironment {
  async handleTestEvent(event) {
    if (event.name !== 'test_fn_failure') return;
    await this.global.onTestFailure?.(nameOf(event.test));
  }
};

/** `describe title`, without the root that every file has. */
function nameOf(test) {
  const parent = test.parent?.parent ? `${nameOf(test.parent)} ` : '';
  return `${parent}${test.name}`;
}
