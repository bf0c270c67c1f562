const transform = require.resolve('@backstage/cli/config/jestSwcTransform');

/**
 * Browser tests: one portal and one browser for all files, started as a user
 * starts them (support/setup.ts).
 */
module.exports = {
  rootDir: __dirname,
  testEnvironment: './support/FailureEnvironment.cjs',
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.ts$': [transform, { jsc: { parser: { syntax: 'typescript' } } }],
  },
  globalSetup: './support/setup.ts',
  globalTeardown: './support/teardown.ts',
  // Ten times what the longest takes on two cores that do nothing else.
  testTimeout: 240_000,
  // The teardown stops what was started. A Kafka client that lost its cluster
  // may try again for ever, and would keep the run from ending.
  forceExit: true,
};
