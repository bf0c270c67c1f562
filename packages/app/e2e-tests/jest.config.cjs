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
};
