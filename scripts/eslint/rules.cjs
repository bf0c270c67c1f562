const { join } = require('node:path');
const createConfig = require('@backstage/cli/config/eslint-factory');
const { importOverrides } = require('./imports.cjs');
const { zonesOf } = require('./zones.cjs');

/** What counts as an assertion; a wait that throws when nothing comes is one. */
const ASSERTIONS = ['expect*', '**.expect*', '**.waitFor', '**.findBy*'];

/**
 * The lint rules of every package: Backstage's, and ours on top. Sizes keep a
 * file readable in one go; zones keep stations of the data apart; the rest
 * keeps types and tests honest.
 *
 * In a package: `module.exports = require('../../scripts/eslint/rules.cjs')(__dirname)`.
 */
module.exports = function createRules(dir) {
  const { name, private: isPrivate } = require(join(dir, 'package.json'));
  return createConfig(dir, {
    settings: { ...resolveTypeScript(), react: { version: 'detect' } },
    rules: {
      ...sizes(60),
      ...types(),
      ...imports(dir, name),
      ...(isPrivate && inTreeOnly()),
    },
    testRules: {
      'jest/expect-expect': ['error', { assertFunctionNames: ASSERTIONS }],
      'max-lines-per-function': 'off',
      'import/no-restricted-paths': 'off',
    },
    restrictedTestSyntax: testHonesty(),
    overrides: [
      {
        files: ['**/*.tsx'],
        excludedFiles: ['**/*.test.tsx'],
        rules: sizes(80),
      },
      {
        // Where a framework looks for a default export.
        files: [
          '**/index.ts',
          '**/alpha.{ts,tsx}',
          '**/*.config.*',
          'migrations/**',
          '**/*.module.css.d.ts',
        ],
        rules: { 'import/no-default-export': 'off' },
      },
      {
        // Tables of words: long, and read a line at a time.
        files: ['**/translations/**', '**/words/**'],
        rules: { 'max-lines': 'off', 'import/no-default-export': 'off' },
      },
      {
        // The dev page is an app of its own, with its own styles.
        files: ['dev/**'],
        rules: { '@backstage/no-ui-css-imports-in-non-frontend': 'off' },
      },
      {
        // Skipped, and counted as such, where the real part is missing.
        files: ['**/*.real.test.ts', '**/real*.test.ts'],
        rules: { 'jest/no-disabled-tests': 'off' },
      },
      {
        // A suite that the real part and its fake both run.
        files: ['**/*[cC]ontract.ts', '**/contract/**'],
        rules: { 'jest/no-export': 'off', 'max-lines-per-function': 'off' },
      },
      {
        // A suite that several files run, each with things of its own.
        files: ['**/testUtils/describe*'],
        rules: { 'jest/no-export': 'off', 'jest/expect-expect': 'off' },
      },
      {
        // Helpers of tests, not published: dev dependencies are enough.
        files: ['**/testUtils/**'],
        rules: {
          '@backstage/no-undeclared-imports': 'off',
          'import/no-restricted-paths': 'off',
        },
      },
      ...importOverrides(name),
    ],
  });
};

function sizes(functionLines) {
  const countsCode = { skipBlankLines: true, skipComments: true };
  return {
    'max-lines': ['error', { max: 300, ...countsCode }],
    'max-lines-per-function': ['error', { max: functionLines, ...countsCode }],
    complexity: ['error', 10],
  };
}

function types() {
  return {
    '@typescript-eslint/no-explicit-any': 'error',
    'import/no-default-export': 'error',
    // What matters stands first, helpers below; only a use before the value exists is a mistake.
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, classes: false, variables: false, typedefs: false },
    ],
  };
}

function imports(dir, name) {
  const zones = zonesOf(name);
  return {
    'import/no-cycle': ['error', { ignoreExternal: true, disableScc: true }],
    ...(zones.length > 0 && {
      'import/no-restricted-paths': ['error', { basePath: dir, zones }],
    }),
  };
}

/** A package that is never published runs from this tree, beside the plugins it drives. */
function inTreeOnly() {
  return {
    'no-restricted-syntax': 'off',
    '@backstage/no-mixed-plugin-imports': 'off',
  };
}

function testHonesty() {
  return [
    {
      selector:
        'CallExpression[callee.object.name="jest"][callee.property.name=/^(mock|doMock)$/] > Literal[value=/^(\\.|@backstage-realtime\\/)/]',
      message:
        'Test with the real part or a fake that keeps its contract; do not mock our own modules.',
    },
    {
      selector:
        'AwaitExpression > NewExpression[callee.name="Promise"] > ArrowFunctionExpression > CallExpression[callee.name="setTimeout"]',
      message:
        'Wait for an event or drive the clock; a sleep is slow or wrong, and sometimes both.',
    },
  ];
}

function resolveTypeScript() {
  const extensions = ['.ts', '.tsx', '.js'];
  return {
    'import/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    'import/resolver': { node: { extensions } },
  };
}
